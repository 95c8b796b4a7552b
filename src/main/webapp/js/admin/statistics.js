/**
 * `GET /webrtc/statistics` and `GET /webrtc/room/{room}/statistics`, as src/site/markdown/http-api.md writes them down.
 *
 * @typedef {Record<string, number>} Counts by reason or name
 * @typedef {{connections: number, participants: number, packetsReceived: number, bytesReceived: number, packetsSent: number,
 *     bytesSent: number, packetsLost: number, drops: Counts}} Traffic of the connections that are open now
 * @typedef {Traffic & {rooms: number, eventStreams: number}} Totals
 * @typedef {Traffic & {id: string, engine: string, capacity: number, locked: boolean}} RoomTraffic
 * @typedef {{name: string, unavailable?: string, counters: Counts}} Engine
 * @typedef {{processors: number, processCpu?: number, systemCpu?: number, heapBytes: number, heapBytesMax: number,
 *     threads: number}} Load
 * @typedef {{startedAt: number, at: number, load: Load, limits: {rooms: number, roomCapacity: number, eventStreams: number},
 *     totals: Totals, rooms: RoomTraffic[], engines: Engine[], roomsOmitted: number, connectionsOmitted: number}} Statistics
 * @typedef {{state?: string, protocol?: string, packetsReceived?: number, bytesReceived?: number, packetsSent?: number,
 *     bytesSent?: number, packetsLost?: number, roundTripMs?: number, drops?: Counts}} LinkStatistics
 * @typedef {{user: string, peer: string, isSender: boolean, statistics?: LinkStatistics}} Link
 * @typedef {{room: string, engine: string, omitted: number, connections: Link[]}} RoomStatistics
 */

export {};
