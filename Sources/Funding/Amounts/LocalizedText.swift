/// A text in English, in Chinese, or in both.
public struct LocalizedText: Hashable, Sendable {
    /// The English form, if there is one.
    public var english: String?
    /// The Chinese form, if there is one.
    public var chinese: String?

    /// Creates a text; at least one form should be given.
    public init(english: String? = nil, chinese: String? = nil) {
        (self.english, self.chinese) = (english, chinese)
    }
}
