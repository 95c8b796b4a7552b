package dev.bluesky.wire.rtcp;

/** One packet of a compound. */
public sealed interface RtcpPacket
        permits SenderReport,
                ReceiverReport,
                SourceDescription,
                Goodbye,
                GenericNack,
                PictureLossIndication,
                FullIntraRequest,
                ReceiverEstimatedMaximumBitrate,
                TransportFeedback,
                IgnoredPacket {}
