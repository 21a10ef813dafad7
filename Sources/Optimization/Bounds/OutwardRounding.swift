/// Products, sums and quotients that are rounded to a chosen side of the exact result.
enum OutwardRounding {
    /// A number not below `left + right`; the sum itself where it is exact.
    @inline(__always)
    static func sumUp(_ left: Double, _ right: Double) -> Double {
        let total = left + right
        guard left.isFinite, right.isFinite else { return total }
        let part = total - left
        let lost = (left - (total - part)) + (right - part)
        return lost == 0 ? total : total.nextUp
    }

    /// A number not above `left + right`; the sum itself where it is exact.
    @inline(__always)
    static func sumDown(_ left: Double, _ right: Double) -> Double {
        -sumUp(-left, -right)
    }

    /// A number not below `left * right`; the product itself where it is exact.
    @inline(__always)
    static func productUp(_ left: Double, _ right: Double) -> Double {
        let product = left * right
        guard left != 0, right != 0 else { return 0 }
        let lost = (-product).addingProduct(left, right)
        return lost == 0 && product.magnitude > 1e-250 ? product : product.nextUp
    }

    /// A number not above `left * right`; the product itself where it is exact.
    @inline(__always)
    static func productDown(_ left: Double, _ right: Double) -> Double {
        -productUp(-left, right)
    }

    /// A number not below `dividend / divisor`; the quotient itself where it is exact.
    @inline(__always)
    static func quotientUp(_ dividend: Double, _ divisor: Double) -> Double {
        let quotient = dividend / divisor
        guard dividend != 0 else { return 0 }
        let lost = (-dividend).addingProduct(quotient, divisor)
        return lost == 0 && dividend.magnitude > 1e-250 ? quotient : quotient.nextUp
    }

    /// A number not above `dividend / divisor`; the quotient itself where it is exact.
    @inline(__always)
    static func quotientDown(_ dividend: Double, _ divisor: Double) -> Double {
        -quotientUp(-dividend, divisor)
    }
}
