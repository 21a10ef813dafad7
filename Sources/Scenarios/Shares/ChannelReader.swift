internal import CostSharing
internal import Diagnostics
internal import Funding

/// Reads the channels through which owners pay.
struct ChannelReader {
    let assembly: ProgrammeAssembly

    /// A channel with what limits it flat by flat.
    struct Read {
        var channel: PaymentChannel
        /// The most that it pays of any bill.
        var cap: Money?
        /// The column of the roster with the most that it pays of each bill.
        var column: DocumentNode?
    }

    private var findings: Findings { assembly.findings }

    /// The channels in order, cash last.
    func channels() -> [Read] {
        let purpose = assembly.root["purpose"].flatMap { assembly.text($0, "the purpose") }
        var channels: [Read] = []
        let nodes = assembly.root["channels"].map { assembly.list($0, "the channels") } ?? []
        for (position, node) in nodes.enumerated() {
            guard
                let record = RecordReader(
                    node, SchemaTables.channel, at: node.location, findings: findings),
                let idNode = record["id"], let id = assembly.identifier(idNode, "a channel")
            else { continue }
            guard !channels.contains(where: { $0.channel.id == id }) else {
                assembly.duplicate("channel", id, at: idNode.location)
                continue
            }
            let read = channel(id, record, purpose: purpose)
            if id == PaymentChannel.cash {
                if position < nodes.count - 1 || node["cap"] != nil || node["pot"] != nil
                    || node["for"] != nil
                {
                    findings.error(
                        .wrongShape, at: idNode.location,
                        "channel 'cash' takes what the others leave: it stands last and has no limit",
                        fix: "move it to the end, without cap, pot and for")
                }
            }
            channels.append(read)
        }
        if channels.last?.channel.id != PaymentChannel.cash {
            channels.append(Read(channel: PaymentChannel(id: PaymentChannel.cash)))
        }
        return channels
    }

    private func channel(_ id: String, _ record: RecordReader, purpose: String?) -> Read {
        var read = Read(channel: PaymentChannel(id: id))
        read.channel.title = record["title"].map { assembly.localizedText($0, "the title") }
        read.channel.pot = record["pot"].flatMap {
            assembly.positiveMoney($0, "the pot of channel '\(id)'")
        }
        if let node = record["for"] {
            read.channel.earmarks = assembly.texts(node, "the purposes of a channel").map(\.text)
            if let purpose {
                read.channel.isUsable = read.channel.earmarks.contains(purpose)
            } else {
                findings.error(
                    .missingKey, at: record.keyLocation("for"),
                    "channel \(ShownName.quoted(id)) is earmarked, and the bills name no 'purpose'",
                    fix: "add 'purpose', for example 'purpose: elevator'")
            }
        }
        guard let cap = record["cap"] else { return read }
        let what = "the cap of channel '\(id)'"
        if cap.entries != nil {
            let column = RecordReader(
                cap, SchemaTables.channelColumn, at: cap.location, findings: findings)
            read.column = column?["column"]
        } else if cap.scalar.map({ $0.hasSuffix("%") || $0.hasSuffix("％") }) ?? false {
            guard let share = assembly.share(cap, what) else { return read }
            if share < .zero || share > .one {
                findings.error(
                    .notAShare, at: cap.location,
                    "\(what) is \(ShareText.shown(share)) of a bill, and it lies from 0 to 100 %")
            } else {
                read.channel.share = share
            }
        } else {
            read.cap = assembly.positiveMoney(cap, what)
        }
        return read
    }
}
