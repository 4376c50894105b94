// A meeting is one document, in memory: hocuspocus stores it seconds after it answered. That speed is left to it.
const { Server } = require("@hocuspocus/server");

const server = new Server({ address: "127.0.0.1", port: Number(process.argv[2]), quiet: true, timeout: 600_000 });
server.listen().then(() => console.log("ready"));
