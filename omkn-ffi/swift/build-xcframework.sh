#!/usr/bin/env bash
# Makes OmknFFI.xcframework for iOS, its simulator and macOS, and the Swift sources beside it. Needs a Mac with Xcode, and
# rustup target add aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin
# Not run yet: it was written where there is no Mac.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
target=${CARGO_TARGET_DIR:-$root/target}
made=$target/swift-xcframework
# The same as in Package.swift.
export IPHONEOS_DEPLOYMENT_TARGET=15.0 MACOSX_DEPLOYMENT_TARGET=12.0

cd "$root"
for triple in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin; do
    cargo mobile --target "$triple"
done

# The sources are read from a static library: the mobile profile strips the others of what they are generated from.
library=$target/aarch64-apple-darwin/mobile/libomkn_ffi.a
bindgen() { cargo run --package omkn-bindgen --bin uniffi-bindgen-swift -- "$@"; }
rm -rf "$made" "$here/OmknFFI.xcframework"
mkdir -p "$made/simulator" "$made/macos"
bindgen --swift-sources "$library" "$here/Sources/Omkn/Generated"
bindgen --headers --modulemap --module-name OmknFFI --modulemap-filename module.modulemap \
    "$library" "$made/headers"

# One library for each platform holds all its processors.
lipo -create "$target"/{aarch64-apple-ios-sim,x86_64-apple-ios}/mobile/libomkn_ffi.a -output "$made/simulator/libomkn_ffi.a"
lipo -create "$target"/{aarch64,x86_64}-apple-darwin/mobile/libomkn_ffi.a -output "$made/macos/libomkn_ffi.a"
xcodebuild -create-xcframework \
    -library "$target/aarch64-apple-ios/mobile/libomkn_ffi.a" -headers "$made/headers" \
    -library "$made/simulator/libomkn_ffi.a" -headers "$made/headers" \
    -library "$made/macos/libomkn_ffi.a" -headers "$made/headers" \
    -output "$here/OmknFFI.xcframework"
