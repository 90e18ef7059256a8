// swift-tools-version:5.9
import PackageDescription

// On Apple platforms the native library is OmknFFI.xcframework, which build-xcframework.sh makes. On Linux, and wherever
// OMKN_NATIVE names the folder of a library that Cargo built, that one is linked: this is how the tests run.
#if os(Linux)
let native: String? = Context.environment["OMKN_NATIVE"] ?? "\(Context.packageDirectory)/../../target/debug"
#else
let native: String? = Context.environment["OMKN_NATIVE"]
#endif

let library: Target =
    if native != nil {
        .systemLibrary(name: "OmknFFI")
    } else {
        .binaryTarget(name: "OmknFFI", path: "OmknFFI.xcframework")
    }

let linked: [LinkerSetting] =
    if let native {
        [
            .linkedLibrary("omkn_ffi"),
            .unsafeFlags(["-L\(native)"]),
            // On a Mac the library says itself where it lies.
            .unsafeFlags(["-Xlinker", "-rpath=\(native)"], .when(platforms: [.linux])),
        ]
    } else {
        []
    }

let package = Package(
    name: "omkn",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "Omkn", targets: ["Omkn"])],
    targets: [
        library,
        .target(name: "Omkn", dependencies: ["OmknFFI"], linkerSettings: linked),
        .testTarget(name: "OmknTests", dependencies: ["Omkn"]),
    ]
)
