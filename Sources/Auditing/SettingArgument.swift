public import ArgumentParser

/// A value of a scenario that the command line sets, `path=value`.
public struct SettingArgument: ExpressibleByArgument {
    /// The path of the value, for example `sources.city.budget`.
    public let path: String
    /// The new value, or a change such as `-10%`.
    public let value: String

    /// Reads `path=value`; `nil` without a path or without an equals sign.
    public init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        (path, value) = (String(parts[0]), String(parts[1]))
    }
}
