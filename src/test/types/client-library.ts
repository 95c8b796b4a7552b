/**
 * The declarations of the client library (bluesky-client.d.ts) say neither more nor less than what it has. Nobody runs
 * this: where a line does not compile, the two differ.
 */
import * as declared from "../../main/webapp/js/bluesky-client.js";
import * as itself from "the-client-itself";
import type { Call } from "../../main/webapp/js/client/call.js";

/** Everything that is declared is there, and takes and returns what is declared. */
export const there: typeof declared = itself;

/** Everything that is there is declared. */
export const told: Record<Exclude<keyof typeof itself, keyof typeof declared>, never> = {};
export const toldOfCall: Record<Exclude<keyof Call, keyof declared.Call | "told">, never> = {};
export const toldOfError: Record<Exclude<keyof itself.ApiError, keyof declared.ApiError>, never> = {};

/** What somebody's page in TypeScript may write. */
export async function page(stream: MediaStream, video: HTMLVideoElement): Promise<number> {
  const call = await declared.join({ room: "standup", name: "Alice", stream });
  call.addEventListener("chat", ({ detail: { message, initial } }) => initial || message.text.trim());
  call.addEventListener("left", ({ detail }) => detail.by?.length ?? detail.participant.id);
  call.addEventListener("closed", (event: Event) => event.preventDefault());
  for (const { id, name = id } of call.people) if (name) call.show(id, video);
  call.look(new Map([["bob", 720]]), { pinned: ["bob"] });
  call.send("video", stream.getVideoTracks()[0] ?? null);
  await call.say("Hello").catch((refused: declared.ApiError) => refused.passing && refused.status);
  return call.level("bob");
}

/** And what it may not. */
export function mistakes(call: declared.Call): void {
  // @ts-expect-error there is no such kind
  call.send("text", null);
  // @ts-expect-error only the server says who speaks
  call.speaker = "alice";
  // @ts-expect-error a room is needed
  declared.join({ name: "Alice" });
  // @ts-expect-error chat has a message
  call.addEventListener("chat", ({ detail }) => detail.reason);
}
