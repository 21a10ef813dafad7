/// Numbers side by side in memory, without reference counting or checks in the hot path.
///
/// The block method reads tens of millions of numbers in every pass; an `Array` inside a class
/// costs an exclusivity check and a bounds check for each. Indices are checked in debug builds.
/// Whoever writes makes sure that nobody else uses the same elements at that time.
@safe
final class FlatStorage<Element: BitwiseCopyable>: @unchecked Sendable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    /// The number of elements.
    private(set) var count: Int

    /// Creates elements that all have one value.
    init(repeating value: Element, count: Int) {
        unsafe base = .allocate(capacity: max(1, count))
        unsafe base.initialize(repeating: value, count: count)
        (capacity, self.count) = (max(1, count), count)
    }

    /// Creates an empty storage to append to.
    init() {
        unsafe base = .allocate(capacity: 16)
        (capacity, count) = (16, 0)
    }

    deinit { unsafe base.deallocate() }

    /// The element at a position.
    @inline(__always)
    subscript(position: Int) -> Element {
        get {
            assert(position >= 0 && position < count, "position outside of the storage")
            return unsafe base[position]
        }
        set {
            assert(position >= 0 && position < count, "position outside of the storage")
            unsafe base[position] = newValue
        }
    }

    /// The elements from a position on, valid as long as the storage lives and is not appended to.
    @inline(__always)
    func view(from position: Int = 0) -> FlatView<Element> {
        assert(position >= 0 && position <= count, "position outside of the storage")
        return unsafe FlatView(base: base + position, count: count - position)
    }

    /// Adds an element behind the others.
    func append(_ element: Element) {
        reserve(count + 1)
        unsafe (base + count).initialize(to: element)
        count += 1
    }

    /// Adds elements behind the others.
    func append(contentsOf elements: [Element]) {
        reserve(count + elements.count)
        for (offset, element) in elements.enumerated() {
            unsafe (base + count + offset).initialize(to: element)
        }
        count += elements.count
    }

    /// Adds the elements of another storage behind the others.
    func append(contentsOf other: FlatStorage<Element>) {
        reserve(count + other.count)
        unsafe (base + count).initialize(from: other.base, count: other.count)
        count += other.count
    }

    private func reserve(_ needed: Int) {
        guard needed > capacity else { return }
        let larger = max(needed, capacity + capacity / 2)
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        unsafe moved.moveInitialize(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = moved
        capacity = larger
    }
}

/// A run of elements of a ``FlatStorage``.
@safe
struct FlatView<Element: BitwiseCopyable> {
    private let base: UnsafeMutablePointer<Element>
    private let count: Int

    @inline(__always)
    fileprivate init(base: UnsafeMutablePointer<Element>, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    /// The element at a position of the run.
    @inline(__always)
    subscript(position: Int) -> Element {
        get {
            assert(position >= 0 && position < count, "position outside of the view")
            return unsafe base[position]
        }
        nonmutating set {
            assert(position >= 0 && position < count, "position outside of the view")
            unsafe base[position] = newValue
        }
    }

    /// The elements from a position of the run on.
    @inline(__always)
    func advanced(by offset: Int) -> FlatView<Element> {
        assert(offset >= 0 && offset <= count, "position outside of the view")
        return unsafe FlatView(base: base + offset, count: count - offset)
    }
}
