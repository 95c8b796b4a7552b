// SPDX-License-Identifier: Apache-2.0

/*
 * A small SFU on mediasoup, to be measured beside Blue Sky: one worker, one UDP port for all.
 *
 *   MEDIASOUP_WORKER_BIN=… node main.js
 *
 * Its first line of output is its address and the worker's process; it ends with its standard input.
 * The calls:
 *
 *   POST /publish?room=…&user=…            offer to answer
 *   POST /receive?room=…&user=…&peer=…[&rid=…]  the same; of several sizes that one, and of
 *                                          everybody else, in the order of their coming, if peer is *
 *   DELETE /room?room=…
 */
"use strict";

const http = require("node:http");
const mediasoup = require("mediasoup");
const { Room } = require("./room.js");

/** A burst of many publishers, or of all viewers' reports, waits in it; the kernel gives what it allows. */
const BUFFER_BYTES = 4 << 20;

/** Room name to the promise of a room. */
const rooms = new Map();

function room(worker, webRtcServer, name) {
  if (!rooms.has(name)) {
    rooms.set(name, Room.open(worker, webRtcServer));
  }
  return rooms.get(name);
}

async function close(name) {
  const closing = rooms.get(name);
  rooms.delete(name);
  (await closing)?.close();
}

async function body(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

async function answer(worker, webRtcServer, request) {
  const url = new URL(request.url, "http://localhost");
  const { room: name, user, peer, rid } = Object.fromEntries(url.searchParams);
  const offer = await body(request);
  switch (`${request.method} ${url.pathname}`) {
    case "POST /publish":
      return (await room(worker, webRtcServer, name)).publish(user, offer);
    case "POST /receive":
      return (await room(worker, webRtcServer, name)).receive(user, peer, rid, offer);
    case "DELETE /room":
      await close(name);
      return "";
    default:
      throw new Error(`nothing is ${request.method} ${url.pathname}`);
  }
}

async function main() {
  const worker = await mediasoup.createWorker({ logLevel: "error" });
  worker.on("died", error => {
    console.error(error);
    process.exit(1);
  });
  const webRtcServer = await worker.createWebRtcServer({
    listenInfos: [
      { protocol: "udp", ip: "127.0.0.1", sendBufferSize: BUFFER_BYTES, recvBufferSize: BUFFER_BYTES }
    ]
  });
  const server = http.createServer((request, response) => {
    answer(worker, webRtcServer, request).then(
      sdp => response.end(sdp),
      error => {
        response.statusCode = 500;
        response.end(String(error.stack));
      });
  });
  server.listen(0, "127.0.0.1", () => console.log(`127.0.0.1:${server.address().port} ${worker.pid}`));
  process.stdin.resume().on("end", () => process.exit(0));
}

main();
