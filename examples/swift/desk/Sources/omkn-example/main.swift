import Foundation
import Omkn

let usage = """
    Type words to search. A line that ends with … or ... shows suggestions instead.
      =3            show the third hit, in English and French
      ~3 TITLE      give the third hit another English title; the rest of it stays
      area ID       only this service area; area alone: all of them
      +TITLE        capture a practice; it is there at once, without a network
      help, quit
    """

let arguments = CommandLine.arguments.dropFirst()
let folder = arguments.first ?? FileManager.default.currentDirectoryPath + "/omkn-example"

do {
    let session = try await Session.open(folder: folder)
    print(usage)
    while let line = readLine(), line != "quit" {
        do {
            try await session.answer(line.trimmingCharacters(in: .whitespaces))
        } catch let error as OmknError {
            print(error.reason)
        }
    }
    try await session.close()
} catch {
    print((error as? OmknError)?.reason ?? "\(error)")
    exit(1)
}
