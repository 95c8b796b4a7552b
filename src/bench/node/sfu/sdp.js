// SPDX-License-Identifier: Apache-2.0
"use strict";

/** An m-line of an offer as mediasoup calls its parts. */
class Media {
  constructor(kind, lines) {
    this.kind = kind;
    this.lines = lines;
    this.mid = this.first("mid");
    this.codecs = this.all("rtpmap").map(value => this.codec(value));
    this.headerExtensions = this.all("extmap").map(value => {
      const [id, uri] = value.split(" ");
      return { id: parseInt(id), uri };
    });
    this.encodings = this.#encodings();
    this.cname = this.first("ssrc")?.split("cname:")[1];
  }

  /** The values of all attributes of that name. */
  all(name) {
    return this.lines.filter(line => line.startsWith(`a=${name}:`)).map(line => line.slice(name.length + 3));
  }

  first(name) {
    return this.all(name)[0];
  }

  /** What attributes of that name say of a payload type. */
  #of(name, payloadType) {
    return this.all(name)
      .filter(value => value.startsWith(`${payloadType} `))
      .map(value => value.slice(value.indexOf(" ") + 1));
  }

  /** @param rtpmap such as `111 opus/48000/2` */
  codec(rtpmap) {
    const [payloadType, encoding] = rtpmap.split(" ");
    const [name, clockRate, channels] = encoding.split("/");
    const parameters = this.#of("fmtp", payloadType).flatMap(value => value.split(";"));
    return {
      mimeType: `${this.kind}/${name}`,
      payloadType: Number(payloadType),
      clockRate: Number(clockRate),
      ...(channels && { channels: Number(channels) }),
      parameters: Object.fromEntries(parameters.map(parameter => {
        const [key, value] = parameter.split("=");
        return [key, Number(value)];
      })),
      rtcpFeedback: this.#of("rtcp-fb", payloadType).map(value => {
        const [type, parameter] = value.split(" ");
        return { type, ...(parameter && { parameter }) };
      })
    };
  }

  /** The sizes by rid, the smallest first, or the only stream by its SSRCs. */
  #encodings() {
    const rids = this.all("rid");
    if (rids.length > 0) {
      return rids.map(value => ({ rid: value.split(" ")[0] }));
    }
    const group = this.first("ssrc-group")?.split(" ");
    const ssrc = Number(this.first("ssrc")?.split(" ")[0]);
    return group ? [{ ssrc: Number(group[1]), rtx: { ssrc: Number(group[2]) } }] : [{ ssrc }];
  }
}

/** Of the offers that the load makes: one bundle, and the same transport in each m-line. */
function parseOffer(sdp) {
  const [, ...sections] = sdp.split(/(?:^|\r\n)m=/);
  const media = sections.map(section => {
    const lines = section.split("\r\n");
    return new Media(lines[0].split(" ")[0], lines);
  });
  const [algorithm, value] = media[0].first("fingerprint").split(" ");
  return { media, fingerprint: { algorithm: algorithm.toLowerCase(), value } };
}

/**
 * What the server sends or receives.
 *
 * @param flows producers or consumers, one for each m-line in order
 * @param direction theirs
 */
function writeAnswer(transport, flows, direction) {
  const lines = [
    "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=ice-lite",
    `a=group:BUNDLE ${flows.map(flow => flow.rtpParameters.mid).join(" ")}`,
    ...flows.flatMap(flow => [
      ...mediaLines(flow), ...transportLines(transport), `a=${direction}`, ...codecLines(flow),
      ...(direction === "sendonly" ? sourceLines(flow) : simulcastLines(flow))
    ])
  ];
  return lines.join("\r\n") + "\r\n";
}

function mediaLines({ kind, rtpParameters: { codecs, headerExtensions, mid } }) {
  return [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${codecs.map(codec => codec.payloadType).join(" ")}`,
    "c=IN IP4 127.0.0.1", `a=mid:${mid}`, "a=rtcp-mux", "a=rtcp-rsize",
    ...headerExtensions.map(({ id, uri }) => `a=extmap:${id} ${uri}`)
  ];
}

function transportLines({ iceParameters, iceCandidates, dtlsParameters }) {
  const { algorithm, value } = dtlsParameters.fingerprints.find(one => one.algorithm === "sha-256");
  return [
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:${algorithm} ${value}`,
    "a=setup:passive",
    ...iceCandidates.map(({ foundation, protocol, priority, address, port, type }) =>
      `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ ${type}`)
  ];
}

function codecLines({ rtpParameters: { codecs } }) {
  return codecs.flatMap(({ mimeType, payloadType, clockRate, channels, parameters, rtcpFeedback }) => {
    const encoding = [mimeType.split("/")[1], clockRate, ...(channels > 1 ? [channels] : [])].join("/");
    const fmtp = Object.entries(parameters).map(([key, value]) => `${key}=${value}`).join(";");
    return [
      `a=rtpmap:${payloadType} ${encoding}`,
      ...rtcpFeedback.map(({ type, parameter }) => `a=rtcp-fb:${payloadType} ${type} ${parameter ?? ""}`.trim()),
      ...(fmtp ? [`a=fmtp:${payloadType} ${fmtp}`] : [])
    ];
  });
}

function sourceLines({ rtpParameters: { encodings: [{ ssrc, rtx }], rtcp } }) {
  const ssrcs = rtx ? [ssrc, rtx.ssrc] : [ssrc];
  return [
    ...(rtx ? [`a=ssrc-group:FID ${ssrcs.join(" ")}`] : []),
    ...ssrcs.map(one => `a=ssrc:${one} cname:${rtcp.cname}`)
  ];
}

function simulcastLines({ rtpParameters: { encodings } }) {
  const rids = encodings.flatMap(({ rid }) => rid ?? []);
  return rids.length === 0
    ? [] : [...rids.map(rid => `a=rid:${rid} recv`), `a=simulcast:recv ${rids.join(";")}`];
}

module.exports = { parseOffer, writeAnswer };
