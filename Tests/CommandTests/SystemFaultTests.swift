import Foundation
import Testing

/// What the system may do to a run: it ends with a message and an exit code, never with half a folder.
@Suite struct SystemFaultTests {
    @Test(arguments: ["solve demo", "solve demo --json", "check demo", "export demo", "schema"])
    func fullDiskBehindStandardOutputIsNoticed(command: String) throws {
        let run = try ScenarioFolder().shell("\"$FUNDMIX\" \(command) > /dev/full")
        #expect(run.exitCode == 1)
        #expect(
            run.messages
                == "fundmix: error: cannot write to standard output: No space left on device "
                + "[failed]\n")
    }

    @Test func fullDiskBehindTheAnswerOfVerificationIsNoticed() throws {
        let folder = try ScenarioFolder()
        #expect(try folder.fundmix("solve", "demo", "-o", "plan").exitCode == 0)
        let run = try folder.shell("\"$FUNDMIX\" verify demo plan > /dev/full")
        #expect(run.exitCode == 1)
        #expect(
            run.messages
                == "fundmix: error: cannot write to standard output: No space left on device "
                + "[failed]\n")
    }

    @Test func readerThatIsGoneIsNoticedAndTheFolderIsWhole() throws {
        let folder = try ScenarioFolder()
        let run = try folder.shell(
            "exec 3> >(exit 0); wait $!; \"$FUNDMIX\" solve demo -o plan >&3")
        #expect(run.exitCode == 1)
        #expect(
            run.messages
                == "fundmix: error: cannot write to standard output: Broken pipe [failed]\n")
        #expect(try folder.differences(in: "plan").isEmpty)
        #expect(try folder.names() == ["demo", "plan"])
    }

    /// A file that is opened where standard output was must not get the summary.
    @Test(arguments: [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
    func closedStreamsDamageNoFile(closing: String) throws {
        let folder = try ScenarioFolder()
        let run = try folder.shell("\"$FUNDMIX\" solve demo -o plan \(closing)")
        #expect(run.exitCode == (closing == "2>&-" ? 0 : 1))
        #expect(try folder.differences(in: "plan").isEmpty)
        #expect(try folder.fundmix("verify", "demo", "plan").exitCode == 0)
    }

    @Test(arguments: [
        "ulimit -n 16", "ulimit -s 512", "ulimit -v 2000000", "unset HOME PATH LANG USER TMPDIR",
        "umask 077", "ulimit -n 16; ulimit -s 512; unset HOME",
    ])
    func narrowLimitsAreEnough(limit: String) throws {
        let folder = try ScenarioFolder()
        let run = try folder.shell("\(limit); exec \"$FUNDMIX\" solve demo -o plan")
        #expect(run.exitCode == 0, "\(run.messages)")
        #expect(run.messages.isEmpty)
        #expect(try folder.differences(in: "plan").isEmpty)
    }

    /// A file of at most 4 KiB takes no report; SIGXFSZ is the system's way to say so.
    @Test func fileThatMayNotGrowLeavesNoFolder() throws {
        let folder = try ScenarioFolder()
        let run = try folder.shell(
            "trap '' XFSZ; ulimit -f 4; exec \"$FUNDMIX\" solve demo -o plan --quiet 2>&1 | cat; "
                + "exit ${PIPESTATUS[0]}")
        #expect(run.exitCode == 1)
        #expect(run.output.hasPrefix("fundmix: error: cannot write '"))
        #expect(try folder.names() == ["demo"])
    }

    @Test func tableThatMayNotGrowLeavesNoScenario() throws {
        let folder = try ScenarioFolder()
        let run = try folder.shell(
            "ulimit -f 4; exec \"$FUNDMIX\" new mine --generate 500 2>&1 | cat; exit ${PIPESTATUS[0]}"
        )
        #expect(run.exitCode == 1)
        #expect(run.output.hasPrefix("fundmix: error: cannot make 'mine': "))
        #expect(run.output.contains("File too large"))
        #expect(try folder.names() == ["demo"])
    }
}
