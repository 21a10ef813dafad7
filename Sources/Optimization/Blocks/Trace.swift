import Foundation
enum Trace {
    static let isOn = ProcessInfo.processInfo.environment["FM_TRACE"] != nil
    static let start = ContinuousClock.now
    static func note(_ text: @autoclosure () -> String) {
        if isOn {
            FileHandle.standardError.write(
                Data("[\(ContinuousClock.now - start)] \(text())\n".utf8))
        }
    }
}
