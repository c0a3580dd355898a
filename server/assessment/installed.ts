/** The instrument cases are opened with, as this installation has it. */
import { type LoadedInstrument, loadInstruments } from '../instrument/load-instruments.ts'

/** Shipped with the program and marked as not validated everywhere; a licensed pack brings others. */
export const instrumentAsked = 'demo'

let loaded: ReadonlyMap<string, LoadedInstrument> | undefined

/** An instrument by its code. A case names one that was installed when it was opened. */
export function installedInstrument(code: string): LoadedInstrument {
  loaded ??= loadInstruments()
  const found = loaded.get(code)
  if (!found) throw new Error(`the instrument ${code} is not installed`)
  return found
}

/** The version for an informant. */
export function versionFor(code: string, informant: string): string {
  const version = installedInstrument(code).instrument.versions.find((one) => one.informant === informant)
  if (!version) throw new Error(`the instrument ${code} has no version for ${informant}`)
  return version.code
}
