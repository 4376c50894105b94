// A meeting on socket.io: a note is in SQLite before it is told to anybody, as ours is.
const { createServer } = require("node:http");
const Database = require("better-sqlite3");
const { Server } = require("socket.io");

const [port, file] = process.argv.slice(2);
const database = new Database(file);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = NORMAL");
database.exec("CREATE TABLE note (tick INTEGER PRIMARY KEY, meeting TEXT, id TEXT UNIQUE, text TEXT)");
const insert = database.prepare("INSERT INTO note (meeting, id, text) VALUES (?, ?, ?)");

const server = createServer();
const io = new Server(server, { pingInterval: 600_000, transports: ["websocket"] });
io.on("connection", (socket) => {
  socket.on("join", (meeting) => {
    socket.join(meeting);
    socket.emit("joined");
  });
  socket.on("post", (meeting, id, text, answer) => {
    const { lastInsertRowid } = insert.run(meeting, id, text);
    answer("kept");
    io.to(meeting).emit("note", lastInsertRowid, id, text);
  });
});
server.listen(Number(port), "127.0.0.1", () => console.log("ready"));
