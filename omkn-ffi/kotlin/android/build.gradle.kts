// The Android library: an AAR of the native library for four ABIs, the sources generated from it, and the layer for coroutines.
// Run build-native.sh first. Not run yet: README.md says what is known.
import org.jetbrains.kotlin.gradle.dsl.JvmTarget

plugins {
    // 8.5.1 and newer align what an app packs to pages of 16 KB.
    id("com.android.library") version "8.11.1"
    // The Kotlin of ../pom.xml.
    id("org.jetbrains.kotlin.android") version "2.2.20"
}

group = "ca.omkn"
version = "0.1.0"

android {
    namespace = "ca.omkn"
    compileSdk = 35

    defaultConfig {
        // The same as in build-native.sh.
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }

    sourceSets.getByName("main") {
        kotlin.srcDirs("../src/main/kotlin", "generated")
        jniLibs.srcDirs("jniLibs")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

kotlin {
    compilerOptions {
        jvmTarget = JvmTarget.JVM_17
    }
}

dependencies {
    // The AAR holds JNA's own library for each ABI. 5.17 and later: aligned for pages of 16 KB.
    api("net.java.dev.jna:jna:5.17.0@aar")
    api("org.jetbrains.kotlinx:kotlinx-coroutines-android:1.10.2")
}
