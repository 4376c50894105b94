"""Where people work: municipalities, schools and Learning Centres, and the days on which they are open."""
