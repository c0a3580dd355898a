import type { DigitsRefusal } from '#domain/instrument/answer-digits.ts'
import type { Instrument } from '#domain/instrument/instrument.ts'

/** One sentence on what is wrong with some answers and how to write them, for the person at the terminal. */
export function explainScoreRefusal({ name, answers, versions, impact }: Instrument, version: string, refusal: DigitsRefusal): string {
  const instrument = name.da
  switch (refusal.refused) {
    case 'unknown-version':
      return `${instrument} har ingen version "${refusal.found}": vælg ${oneOf(versions.map(({ code }) => code))}`
    case 'wrong-number-of-answers':
      return `${instrument} har ${refusal.expected} svar, og der er givet ${refusal.found}: skriv et tegn for hvert, "-" for et der mangler`
    case 'not-a-digit':
      return refusal.part === 'answers'
        ? `Tegn nr. ${refusal.at} i svarene er "${refusal.found}": skriv et ciffer fra ${answers.from} til ${answers.to}, eller "-" for et svar der mangler`
        : `Tegn nr. ${refusal.at} i svarene om belastning er "${refusal.found}": skriv et ciffer fra 0 til ${(impact?.recode.length ?? 1) - 1}, eller "-" for et svar der mangler`
    case 'answer-out-of-range':
      return `Svaret på ${refusal.item} er ${String(refusal.found)}: et svar er et helt tal fra ${refusal.allowed.from} til ${refusal.allowed.to}, eller "-" når det mangler`
    case 'no-impact':
      return `${instrument} har ingen svar om belastning i version ${version}: udelad --impact`
    case 'wrong-number-of-impact-answers':
      return `Version ${version} har ${refusal.expected} svar om belastning efter skråstregen, og der er givet ${refusal.found}: skriv fx 1/${'1'.repeat(refusal.expected)}`
    case 'impact-not-understood':
      return `"${refusal.found}" er ikke svar om belastning: skriv det første svar, en skråstreg og så de øvrige, fx 1/11111`
  }
}

/** "a, b eller c". */
export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} eller ${words.at(-1)}`
}
