// swift-tools-version:5.9
import PackageDescription

// In a folder of its own: Swift tells packages apart by the names of their folders, and the library lies in "swift" too.
let package = Package(
    name: "omkn-example",
    platforms: [.macOS(.v12)],
    dependencies: [.package(path: "../../../omkn-ffi/swift")],
    targets: [
        .executableTarget(name: "omkn-example", dependencies: [.product(name: "Omkn", package: "swift")])
    ]
)
