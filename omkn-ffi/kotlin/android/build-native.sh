#!/usr/bin/env bash
# Makes jniLibs/ for four ABIs and generated/ for build.gradle.kts, and checks that pages of 16 KB are met.
# Needs an NDK, best r28 or newer, with its folder in ANDROID_NDK_HOME, cargo install cargo-ndk (4.1 or newer), and
# rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android i686-linux-android
# Not run yet: it was written where there is no NDK.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../../..
target=${CARGO_TARGET_DIR:-$root/target}

cd "$root"
rm -rf "$here/jniLibs" "$here/generated"
cargo ndk --target arm64-v8a --target armeabi-v7a --target x86_64 --target x86 --platform 26 \
    --output-dir "$here/jniLibs" build --package omkn-ffi --profile mobile --config omkn-ffi/mobile.toml

# The sources are read from the static library: the mobile profile strips the others of what they are generated from.
cargo run --package omkn-bindgen -- \
    generate --language kotlin --no-format --out-dir "$here/generated" "$target/aarch64-linux-android/mobile/libomkn_ffi.a"

# Android loads a library for 64 bits on devices with pages of 16 KB only where each segment is aligned to them.
readelf=$(find "$ANDROID_NDK_HOME/toolchains/llvm/prebuilt" -name llvm-readelf | head -n 1)
for abi in arm64-v8a x86_64; do
    if ! "$readelf" --program-headers --wide "$here/jniLibs/$abi/libomkn_ffi.so" |
        awk '$1 == "LOAD" { found = 1; if ($NF != "0x4000" && $NF != "0x10000") bad = 1 } END { exit bad || !found }'; then
        echo "$abi: libomkn_ffi.so is not aligned to pages of 16 KB" >&2
        exit 1
    fi
done
