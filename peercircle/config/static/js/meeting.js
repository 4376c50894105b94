// What the pages of a meeting can do: the phones and the room's screen.
import "./app.js";
import "./clock.js";
import "./bell.js";
import "./wake.js";
import "./drafts.js";
import "./outbox.js";
import "./live.js";
import "./marks.js";
