"""Peer support groups in schools: the programme that founds them and the meetings they run themselves."""
