// Every limit on traffic, named with its unit. What a limit makes us drop is
// counted in ScanStatistics under the name beside it.
#ifndef IOTPF_RUNTIME_LIMITS_H_
#define IOTPF_RUNTIME_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace iotpf::runtime {

// The first bytes of each direction of a TCP stream that rules see as
// payload.client and payload.server.
inline constexpr size_t kPayloadBytes = 1024;
// Datagrams of each direction of a UDP flow that rules see as payload.
inline constexpr size_t kPayloadDatagrams = 8;

// The bytes of a matched value that evidence shows; Evidence::truncated says
// that there were more.
inline constexpr size_t kMaxEvidenceValueBytes = 200;

// ---- compress

// Bytes of what it wrote that a compressed file may refer back to; a stream
// that needs more is malformed. Source: `zstd` itself refuses more by default.
inline constexpr uint64_t kMaxFileWindowBytes = uint64_t{128} << 20;
// The same of content of an HTTP message. Source: RFC 9659, section 3.
inline constexpr uint64_t kMaxContentWindowBytes = uint64_t{8} << 20;

// ---- capture: files

// Bytes read at once from a file or a pipe.
inline constexpr size_t kReadBlockBytes = size_t{1} << 20;
// Bytes read at once of a compressed file.
inline constexpr size_t kPackedBlockBytes = size_t{256} << 10;
// Bytes of one captured packet; a record that says more is damaged. Largest
// real ones: 256 KiB snap length, 512 KiB segments of offloading cards.
inline constexpr uint32_t kMaxPacketBytes = 1u << 20;
// Bytes of a pcapng block that is read whole; longer ones of kinds that are
// not needed are skipped, others end the reading.
inline constexpr uint32_t kMaxBlockBytes = 2u << 20;
// Interfaces of one pcapng section.
inline constexpr size_t kMaxInterfaces = 65536;

// Bytes of a packet that a live capture keeps: more than any link carries.
inline constexpr int kLiveSnapBytes = 1 << 18;
// Bytes of the ring that the kernel keeps packets in: tens of milliseconds of a
// fast link.
inline constexpr int kLiveRingBytes = 32 << 20;

// ---- capture: packets

// Headers of a packet between its link and its innermost IP header, each VLAN
// tag, MPLS label and tunnel being one: encapsulation_too_deep.
inline constexpr int kMaxEncapsulations = 16;
// IPv6 extension headers of a packet: ip_extensions_too_deep.
inline constexpr int kMaxIpExtensions = 16;
// Datagrams whose fragments are being collected: datagrams_over_cap.
inline constexpr size_t kMaxPendingDatagrams = 1024;
// Pieces of one datagram, of which 46 make 64 KiB on Ethernet:
// datagrams_over_cap.
inline constexpr size_t kMaxFragmentsPerDatagram = 1024;
// Bytes of one datagram, as the length field of IP allows: fragments_malformed.
inline constexpr uint32_t kMaxDatagramBytes = 65535;
// Bytes held in all incomplete datagrams: datagrams_over_cap.
inline constexpr uint64_t kMaxFragmentBytes = uint64_t{8} << 20;
// Nanoseconds from the first fragment of a datagram until it is given up:
// datagrams_incomplete. Source: RFC 8200, section 4.5.
inline constexpr int64_t kFragmentTimeoutNs = 60'000'000'000;

// ---- capture: streams

// Bytes of one direction that wait behind a hole: tcp_hold_over_cap.
inline constexpr uint64_t kTcpHeldBytes = uint64_t{256} << 10;
// Separate pieces that wait behind holes of one direction: tcp_hold_over_cap.
inline constexpr size_t kTcpHeldSegments = 1024;
// Bytes that wait in all streams of a shard, with kTcpPieceOverhead for each
// piece: tcp_hold_over_cap.
inline constexpr uint64_t kTcpHeldBytesPerShard = uint64_t{8} << 20;
// Bytes of bookkeeping that a held piece costs, about.
inline constexpr uint64_t kTcpPieceOverhead = 112;
// Segments of a direction, after one behind a hole is acknowledged, until the
// hole counts as lost by the capture rather than out of order in it.
inline constexpr uint32_t kTcpAckedSegments = 32;
// First segments, with bytes, of a stream without SYN among which its start is
// looked for.
inline constexpr uint32_t kTcpStartSegments = 4;
// Bytes that a segment may be ahead of its stream: tcp_out_of_window. Source:
// RFC 7323, section 2.3: the largest window.
inline constexpr uint32_t kTcpWindowBytes = 1u << 30;

// ---- capture: flows

// Shards of the flows of a capture. Fixed, so that the number of workers
// changes nothing.
inline constexpr size_t kShardCount = 64;
// Flows of one shard: flows_evicted.
inline constexpr size_t kFlowsPerShard = 896;
// Nanoseconds without a packet after which a TCP flow ends. Source: RFC 5382,
// REQ-5: not less than 2 hours 4 minutes.
inline constexpr int64_t kTcpIdleNs = int64_t{7440} * 1'000'000'000;
// The same of a TCP flow that was closed or reset. Source: Linux, TIME_WAIT.
inline constexpr int64_t kTcpFinishedNs = int64_t{60} * 1'000'000'000;
// The same of a UDP flow. Source: RFC 4787, REQ-5: 5 minutes recommended.
inline constexpr int64_t kUdpIdleNs = int64_t{300} * 1'000'000'000;
// Bytes a SYN may come late, by the data seen before it, and still belong to
// the flow of that data.
inline constexpr uint32_t kTcpLateSynBytes = 1u << 16;

// First bytes of each direction of a TCP flow that its protocol is known by.
inline constexpr size_t kIdentifyBytes = 256;

// Head of an HTTP message: start line, fields and the empty line.
inline constexpr size_t kMaxHttpHeadBytes = 64 * 1024;
// Fields of an HTTP head.
inline constexpr size_t kMaxHttpFields = 512;
// Content kept of an HTTP message, codings undone; the rest is passed over.
inline constexpr size_t kMaxHttpBodyBytes = 64 * 1024;
// Codings of one content that are undone; more make it unobserved.
inline constexpr size_t kMaxContentCodings = 4;
// Bytes that pass between two codings of one content; it is cut there.
inline constexpr uint64_t kMaxCodedContentBytes = uint64_t{1} << 20;
// A chunk size with its extensions.
inline constexpr size_t kMaxHttpChunkLineBytes = 4096;
// Bytes of one direction of an HTTP connection that wait for the other one.
inline constexpr size_t kMaxHttpHeldBytes = 64 * 1024;
// Exchanges of one HTTP connection whose messages are not yet whole.
inline constexpr size_t kMaxHttpPendingExchanges = 64;
// Streams of an HTTP/2 connection whose messages are not yet whole:
// http2_streams_over_cap.
inline constexpr size_t kMaxHttp2Streams = 128;
// Bytes of the table of header compression in each direction of HTTP/2, as RFC
// 7541, 4.1 counts them. Source: 64 KiB is what browsers ask for.
inline constexpr size_t kMaxHpackTableBytes = 64 * 1024;
// Streams of requests of an HTTP/3 connection that are not over:
// http3_streams_over_cap.
inline constexpr size_t kMaxHttp3Streams = 128;
// Streams of one direction of an HTTP/3 connection that are read: settings, the
// table of header compression, pushes.
inline constexpr size_t kMaxHttp3OneWayStreams = 64;
// Pushed exchanges of an HTTP/3 connection that are not yet whole.
inline constexpr size_t kMaxHttp3Pushes = 64;
// Bytes of one header block or settings of HTTP/3: http_oversized_heads.
inline constexpr size_t kMaxHttp3FrameBytes = 64 * 1024;
// Bytes of one direction of a stream of HTTP/3 that wait for the table of its
// header compression: http3_held_overflows.
inline constexpr size_t kMaxHttp3HeldBytes = 128 * 1024;
// Bytes of that table, as RFC 9204, 3.2.1 counts them; blocks of a larger one
// do not decode: http3_broken_headers. Browsers ask for 64 KiB.
inline constexpr uint64_t kMaxQpackTableBytes = uint64_t{1} << 20;
// Bytes of instructions for it that wait for its size to be known.
inline constexpr size_t kMaxQpackHeldBytes = 64 * 1024;
// Streams of an HTTP/2 connection that are open, whose CONNECT was granted, and
// that are looked into: http2_tunnels_over_cap.
inline constexpr size_t kMaxHttp2Tunnels = 64;
// Exchanges that such streams carry and that wait for the end of theirs:
// http2_exchanges_early.
inline constexpr size_t kMaxHttp2CarriedExchanges = 64;
// Bytes of one direction of a dialogue before TLS that are no whole message, or
// wait for their turn: dialogue_held_overflows.
inline constexpr size_t kMaxDialogueHeldBytes = 32 * 1024;
// Lines and other messages of such a dialogue: dialogues_overlong.
inline constexpr size_t kMaxDialogueMessages = 256;
// Bytes of one tag of XMPP, which is looked through again with each piece of
// it: dialogue_held_overflows.
inline constexpr size_t kMaxXmppTagBytes = 4096;
// Bytes unpacked of one direction of a compressed WebSocket; its decoding ends
// there.
inline constexpr uint64_t kMaxWebSocketUnpackedBytes = uint64_t{16} << 20;

// One handshake message of TLS: tls_oversized_hellos, tls_oversized_messages.
inline constexpr size_t kMaxTlsHandshakeBytes = 64 * 1024;
// The content of a TLS record. Source: RFC 5246, 6.2.3.
inline constexpr size_t kMaxTlsRecordBytes = (1 << 14) + 2048;
// Bytes of one direction of TLS that wait for the other one to say how they
// are protected: tls_held_overflows.
inline constexpr size_t kMaxTlsHeldBytes = 64 * 1024;
// Handshakes of one TLS connection whose keys are followed.
inline constexpr size_t kMaxTlsHandshakes = 16;
// Sessions that may be resumed, by ids and tickets, of the flows of one shard:
// tls_forgotten_sessions.
inline constexpr size_t kMaxTlsSessions = 1024;
// Certificates that each worker keeps with what they say, and bytes of one.
// Others are parsed again: nothing is lost.
inline constexpr size_t kMaxKnownCertificates = 256;
inline constexpr size_t kMaxKnownCertificateBytes = 4096;
// Secrets of key logs.
inline constexpr size_t kMaxTlsSecrets = size_t{1} << 20;
// Bytes of a file with keys.
inline constexpr size_t kMaxKeyFileBytes = size_t{512} << 20;
// Pieces of a handshake behind holes, over datagrams, and the bytes that are
// held of them: tls_oversized_messages.
inline constexpr size_t kMaxAssemblyPieces = 64;
inline constexpr size_t kMaxAssemblyBytes = 2 * kMaxTlsHandshakeBytes;
// Handshake messages of one direction of DTLS: tls_oversized_messages.
inline constexpr size_t kMaxDtlsMessages = 32;
// Initial packets of one QUIC flow that are tried.
inline constexpr size_t kMaxQuicInitials = 32;
// Packets of one direction of QUIC, one after the other, that its secrets do
// not open: no more are tried.
inline constexpr size_t kMaxQuicUnopened = 256;
// Bytes of datagrams of a QUIC flow that wait for its client hello.
inline constexpr size_t kMaxQuicWaitingBytes = 32 * 1024;
// Streams of a QUIC connection that are not over, of each kind:
// quic_streams_over_cap.
inline constexpr size_t kMaxQuicStreams = 256;
// Bytes of all streams of a QUIC connection that wait behind holes:
// quic_held_overflows.
inline constexpr size_t kMaxQuicHeldBytes = 256 * 1024;
// Streams within each other: TLS within TLS.
inline constexpr int kMaxCarriedStreams = 4;
// Streams within one, at any depth, that tunnels of HTTP and dialogues have
// open: streams_too_deep.
inline constexpr uint32_t kMaxNestedStreams = 64;

// Questions and answers of one DNS message.
inline constexpr size_t kMaxDnsAnswers = 256;
// Bytes of messages of DNS over QUIC that are not yet whole, of one flow.
inline constexpr size_t kMaxDnsStreamBytes = 128 * 1024;
// Distinct values of one kind that a DNS flow shows.
inline constexpr size_t kMaxDnsValues = 256;

// Distinct services that an mDNS flow shows: mdns_dropped_services.
inline constexpr size_t kMaxMdnsServices = 256;
// Distinct values of one field that an SSDP flow shows: ssdp_dropped_values.
inline constexpr size_t kMaxSsdpValues = 256;
// Distinct option codes that a DHCP client asks for: dhcp_dropped_params.
inline constexpr size_t kMaxDhcpParams = 256;
// Distinct paths of each direction of a CoAP flow: coap_dropped_paths.
inline constexpr size_t kMaxCoapPaths = 256;
// Bytes behind the token of a CoAP request over TCP among which its options are
// looked for.
inline constexpr size_t kMaxCoapHeadBytes = 8 * 1024;

// Bytes of one MQTT packet that are held; of a longer PUBLISH the topic.
inline constexpr size_t kMaxMqttPacketBytes = 128 * 1024;
// Distinct topics of each direction of an MQTT flow.
inline constexpr size_t kMaxMqttTopics = 256;

// Values that one reading of a keyed field sees (`values_dropped`,
// `json_values_dropped`).
inline constexpr size_t kMaxValuesPerReading = 4096;
// The bytes of a form or a query that are searched; the rest is taken as not
// observed (`forms_too_large`).
inline constexpr size_t kFormBytes = 1 << 20;

// The largest body that is searched as JSON, in bytes (`bodies_too_large`).
inline constexpr size_t kJsonBodyBytes = 2 << 20;
// Arrays and objects around one JSON value (`bodies_too_deep`).
inline constexpr size_t kJsonDepth = 256;
// Values in one JSON text; what has more counts as too large.
inline constexpr size_t kJsonNodes = 16 << 20;
// Places in pointers tried while one body is searched (`searches_cut`).
inline constexpr uint64_t kJsonSearchSteps = 64 << 20;

// The largest HAR file, in bytes; it is held in memory.
inline constexpr size_t kHarFileBytes = 512 << 20;
// The longest line of a file of sessions, in bytes.
inline constexpr size_t kSessionLineBytes = 16 << 20;

// ---- files of proxies

// The largest archive of Fiddler, in bytes; it is held in memory.
inline constexpr size_t kSazFileBytes = size_t{256} << 20;
// Entries of an archive.
inline constexpr size_t kMaxZipEntries = size_t{1} << 18;
// Bytes of a message in an archive that are unpacked; of its body no more than
// kMaxHttpBodyBytes are kept.
inline constexpr size_t kSazMessageBytes = size_t{1} << 20;
// The same of what an archive says about a session.
inline constexpr size_t kSazAboutBytes = size_t{64} << 10;
// Bytes that an archive may unpack to, whatever its size, and for each of its
// own.
inline constexpr uint64_t kSazUnpackedBytes = uint64_t{64} << 20;
inline constexpr uint64_t kSazRatio = 64;
// The largest flow in a file of mitmproxy, in bytes.
inline constexpr size_t kMitmFlowBytes = size_t{32} << 20;
// Verdicts that a worker remembers by what was found out of their sessions.
inline constexpr size_t kMaxKnownVerdicts = 2048;

// ---- scan

// Bytes of packets that are read before the workers meet, where reading in
// blocks does not end a batch sooner; two such batches exist at a time.
inline constexpr size_t kBatchBytes = size_t{4} << 20;
// Packets of such a batch.
inline constexpr size_t kBatchPackets = size_t{1} << 15;
// Addresses that DNS answers gave a name: server_names_evicted.
inline constexpr size_t kMaxServerNames = size_t{1} << 16;
// Bytes of a TCP flow that wait for its protocol to be identified:
// flows_unidentified_early.
inline constexpr size_t kMaxUnidentifiedBytes = size_t{64} << 10;
// Bytes of payload, of streams not yet identified, of directions that wait for
// the other in HTTP and in dialogues, and of exchanges not yet judged, in all
// flows of a shard: payload_over_cap, flows_unidentified_early,
// http_held_overflows, http2_exchanges_early, dialogue_held_overflows,
// exchanges_judged_early.
inline constexpr size_t kHeldBytesPerShard = size_t{8} << 20;
// The same bytes above which a new flow ends the one used least recently:
// flows_evicted.
inline constexpr size_t kFlowBytesPerShard = size_t{640} << 10;
// Exchanges of one flow that wait for its first payload to be complete:
// exchanges_judged_early.
inline constexpr size_t kMaxHeldExchanges = 64;
// Numbers of exchanges that flows which have not ended are to list, in one
// input: exchanges_unlisted.
inline constexpr size_t kMaxListedExchanges = size_t{1} << 20;
// Bytes of the explanations of sessions of one shard that end in one batch:
// explanations_left_out.
inline constexpr size_t kExplanationBytesPerShard = size_t{2} << 20;

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_LIMITS_H_
