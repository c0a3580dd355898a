/** What a sound file is, told by its first bytes and never by its name. */

/** Bytes: a minute of speech, and more than anybody wants to hear of one question. */
export const largestSound = 1_000_000

/** The kind that every browser of today plays; undefined for anything else. */
export function mediaTypeOf(sound: Uint8Array): 'audio/mpeg' | 'audio/mp4' | 'audio/ogg' | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...sound.subarray(from, to))
  if (text(0, 3) === 'ID3' || (sound[0] === 0xff && ((sound[1] ?? 0) & 0xe6) === 0xe2)) return 'audio/mpeg'
  if (text(4, 8) === 'ftyp' && /^(M4A |M4B |isom|iso2|mp42|mp41)/.test(text(8, 12))) return 'audio/mp4'
  if (text(0, 4) === 'OggS') return 'audio/ogg'
  return undefined
}
