// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"), .treatAllWarnings(as: .error),
]
let safe = strict + [.strictMemorySafety()]

let package = Package(
    name: "fundmix",
    products: [
        .executable(name: "fundmix", targets: ["fundmix"]),
        .executable(name: "fundmix-verify", targets: ["fundmix-verify"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        // Layer 0: what the system provides.
        .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),

        // Layer 1: pieces that know nothing of each other.
        .target(
            name: "GLPKGuard", dependencies: ["CGLPK"],
            // A module map links for Swift importers only, and none imports CGLPK.
            linkerSettings: [.linkedLibrary("glpk")]),
        .target(name: "CFileExchange"),
        .target(name: "Diagnostics", swiftSettings: safe),
        .target(name: "Funding", swiftSettings: safe),
        .target(name: "Optimization", swiftSettings: safe),
        .target(name: "Parallelism", swiftSettings: safe),

        // Layer 2: one outside thing each.
        .target(
            name: "GLPKSolver", dependencies: ["Optimization", "GLPKGuard"],
            swiftSettings: strict),
        .target(
            name: "Verification", dependencies: ["Funding", "Parallelism"], swiftSettings: safe),
        .target(name: "CostSharing", dependencies: ["Funding"], swiftSettings: safe),
        .target(
            name: "Scenarios",
            dependencies: [
                "Funding", "CostSharing", "Diagnostics", "Parallelism",
                .product(name: "Yams", package: "Yams"),
            ], swiftSettings: safe),
        .target(
            name: "Archiving",
            dependencies: ["CFileExchange", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),

        // Layer 3: the decision.
        .target(
            name: "Planning",
            dependencies: ["Funding", "Optimization", "Verification", "Parallelism"],
            swiftSettings: safe),

        // Layer 4: what people read, and the auditor's program.
        .target(
            name: "Auditing",
            dependencies: [
                "Scenarios", "Verification", "Funding", "Diagnostics", "Archiving",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: safe),
        .target(
            name: "Reports",
            dependencies: ["Planning", "Verification", "CostSharing", "Funding", "Parallelism"],
            swiftSettings: safe),
        .executableTarget(
            name: "fundmix-verify",
            dependencies: [
                "Auditing", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: safe),

        // Layer 5: the one place that picks solver, files and exit code.
        .executableTarget(
            name: "fundmix",
            dependencies: [
                "Diagnostics", "Funding", "CostSharing", "Optimization", "GLPKSolver",
                "Verification", "Scenarios", "Archiving", "Auditing", "Planning", "Reports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: safe),

        // Tests, a target each, and what they share.
        .target(
            name: "TestSupport", dependencies: ["Optimization", "Funding"],
            path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "PlanningTests",
            dependencies: [
                "Planning", "GLPKSolver", "Optimization", "Verification", "Funding", "TestSupport",
            ], exclude: ["Snapshots"], swiftSettings: strict),
        .testTarget(
            name: "ParallelismTests", dependencies: ["Parallelism"], swiftSettings: strict),
        .testTarget(
            name: "FundingTests", dependencies: ["Funding", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "OptimizationTests", dependencies: ["Optimization", "GLPKSolver", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CostSharingTests", dependencies: ["CostSharing", "Funding", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ScenariosTests",
            dependencies: ["Scenarios", "Funding", "CostSharing", "Diagnostics", "TestSupport"],
            exclude: ["Faults"], swiftSettings: strict),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports", "Planning", "Verification", "CostSharing", "Funding", "TestSupport",
            ],
            exclude: ["Snapshots"], swiftSettings: strict),
        .testTarget(
            name: "VerificationTests", dependencies: ["Verification", "Funding", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ArchivingTests", dependencies: ["Archiving"], swiftSettings: strict),
        .testTarget(
            name: "GLPKSolverTests",
            dependencies: ["GLPKSolver", "GLPKGuard", "Optimization", "TestSupport"],
            resources: [.copy("Models")], swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "fundmix", "fundmix-verify", "Archiving", "Planning", "Funding", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ScenarioTests",
            dependencies: [
                "Scenarios", "Planning", "GLPKSolver", "Verification", "CostSharing", "Funding",
                "Diagnostics", "Auditing", "TestSupport",
            ], swiftSettings: strict),
    ]
)
