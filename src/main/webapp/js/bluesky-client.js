/**
 * Blue Sky for other pages: everything that somebody in a room can do, without the conference page. Described in
 * bluesky-client.d.ts, with an example in example.html.
 */
export { join } from "./client/call.js";
export { ApiError } from "./protocol/api.js";
