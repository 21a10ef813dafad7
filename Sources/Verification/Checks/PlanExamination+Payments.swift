internal import Funding

extension PlanExamination {
    /// Checks that every payment is above zero and a whole number of settlement units.
    func checkPayments() {
        let unit = programme.settlementUnit.minorUnits
        for payment in plan.payments {
            let amount = payment.amount.minorUnits
            if amount <= 0 {
                found.add(
                    "verification-amount", subjects(of: payment),
                    "\(name(of: payment)) is \(FigureText.money(payment.amount)) and not above zero"
                )
            }
            if amount % unit != 0 {
                found.add(
                    "verification-settlement", subjects(of: payment),
                    "\(name(of: payment)) is \(FigureText.money(payment.amount)), no whole multiple "
                        + "of \(FigureText.money(programme.settlementUnit))")
            }
        }
    }

    /// Checks that every source pays only works that it may pay.
    func checkPayers() {
        for payment in plan.payments
        where !selections.payers.mayPay(source: payment.source, work: payment.work) {
            found.add(
                "verification-payer", subjects(of: payment),
                "source '\(programme.sources[payment.source].id)' pays "
                    + "\(FigureText.money(payment.amount)) for \(name(ofWork: payment.work)), which "
                    + "it may not pay")
        }
    }

    private func subjects(of payment: Payment) -> [Violation.Subject] {
        [.source(programme.sources[payment.source].id), subject(ofWork: payment.work)]
    }

    private func name(of payment: Payment) -> String {
        "the payment of source '\(programme.sources[payment.source].id)' for "
            + name(ofWork: payment.work) + name(ofPeriod: payment.period)
    }
}
