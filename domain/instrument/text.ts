/** Which words an instrument may be asked in. One that has none is hidden: nobody is offered it, and nobody can ask it. */
import { daysBetween } from '../calendar/calendar.ts'
import type { Questionnaire, QuestionnaireText } from '../questionnaire/questionnaire.ts'
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import type { Informant, Instrument, InstrumentText, Version } from './instrument.ts'
import { findVersion, includesYears } from './instrument.ts'
import { daysOfWarning, type Pack } from './pack.ts'
import { questionnaireOf, textFaults } from './questionnaire-of.ts'

/** The words of that version in that language, in Danish when the language has none; undefined when there are none. */
export function findText(
  instrument: Instrument,
  texts: readonly InstrumentText[],
  versionCode: string,
  language: RespondentLanguage = 'da',
): InstrumentText | undefined {
  const version = findVersion(instrument, versionCode)
  const fitting = version ? texts.filter((text) => textFaults(instrument, version, text).length === 0) : []
  return fitting.find((text) => text.language === language) ?? fitting.find((text) => text.language === 'da') ?? fitting[0]
}

/** Whether that version may be offered: it has words for every item, in some language. */
export function isAvailable(instrument: Instrument, texts: readonly InstrumentText[], versionCode: string): boolean {
  return findText(instrument, texts, versionCode) !== undefined
}

/** That version as it is asked, in every language that has words for it, each with its owner's notice; undefined when none has. */
export function askedIn(
  instrument: Instrument,
  texts: readonly InstrumentText[],
  versionCode: string,
  noticeOf: (text: InstrumentText) => string | undefined = () => undefined,
): { readonly questionnaire: Questionnaire; readonly texts: Readonly<Partial<Record<RespondentLanguage, QuestionnaireText>>> } | undefined {
  const asked = respondentLanguages.flatMap((language) => {
    const text = findText(
      instrument,
      texts.filter((one) => one.language === language),
      versionCode,
      language,
    )
    const one = text && questionnaireOf(instrument, versionCode, text)
    if (!one || 'refused' in one) return []
    const notice = noticeOf(text)
    return [{ language, questionnaire: one.questionnaire, text: notice === undefined ? one.text : { ...one.text, notice } }]
  })
  const [first] = asked
  return first && { questionnaire: first.questionnaire, texts: Object.fromEntries(asked.map(({ language, text }) => [language, text])) }
}

/** A pack as the installation has it. Nothing new begins with one that was replaced or unloaded; what runs goes on. */
export type HeldPack = {
  readonly pack: Pack
  readonly state: 'loaded' | 'replaced' | 'unloaded'
  /** False when its words are no longer those that were sealed, or do not fit the instrument: they are shown to nobody. */
  readonly isSound: boolean
}

/** Whether something new may begin with a pack, as to days: `expiring` within `daysOfWarning`, and it may. */
export type Standing = 'valid' | 'expiring' | 'expired' | 'not-yet-valid'

/** How a pack stands that day, and in how many days it ends: 0 on its last day, below 0 after it, null when it has no end. */
export function standingOf(
  { validFrom, expiresOn }: Pick<Pack, 'validFrom' | 'expiresOn'>,
  today: string,
): { readonly standing: Standing; readonly daysLeft: number | null } {
  const daysLeft = expiresOn === null ? null : daysBetween(today, expiresOn)
  if (today < validFrom) return { standing: 'not-yet-valid', daysLeft }
  if (daysLeft === null) return { standing: 'valid', daysLeft }
  return { standing: daysLeft < 0 ? 'expired' : daysLeft <= daysOfWarning ? 'expiring' : 'valid', daysLeft }
}

/** Whether something new may begin that day, as to the pack's days. */
export function mayBeginWith(pack: Pick<Pack, 'validFrom' | 'expiresOn'>, today: string): boolean {
  const { standing } = standingOf(pack, today)
  return standing === 'valid' || standing === 'expiring'
}

/** The words something new may begin with in that municipality on that day. */
export function textsToBegin(held: readonly HeldPack[], municipalityId: number, today: string): readonly InstrumentText[] {
  return held
    .filter(({ pack, state, isSound }) => state === 'loaded' && isSound && isFor(pack, municipalityId) && mayBeginWith(pack, today))
    .flatMap(({ pack }) => pack.texts)
}

/** The words that what runs goes on with, though their time has run out: those in use first. */
export function textsToGoOn(held: readonly HeldPack[], municipalityId: number): readonly InstrumentText[] {
  const sound = held.filter(({ pack, isSound }) => isSound && isFor(pack, municipalityId))
  const inUseFirst = [...sound.filter(({ state }) => state === 'loaded'), ...sound.filter(({ state }) => state !== 'loaded')]
  return inUseFirst.flatMap(({ pack }) => pack.texts)
}

/** Whether the terms let that municipality use it. */
export function isFor({ licence: { municipalities } }: Pick<Pack, 'licence'>, municipalityId: number): boolean {
  return municipalities.length === 0 || municipalities.includes(municipalityId)
}

/**
 * The version to ask somebody with for the first time, among those that have words. Of several that the child's age fits, the
 * one for older children: at four a child has begun it; of those the one that looks back longest, for a shorter look back is
 * how a follow-up is asked. An age nobody knows fits every version.
 */
export function versionToAsk(
  instrument: Instrument,
  texts: readonly InstrumentText[],
  informant: Informant,
  age: number | null,
): Version | undefined {
  return instrument.versions
    .filter(
      ({ code, ages, informant: who }) =>
        who === informant && (age === null || includesYears(ages, age)) && isAvailable(instrument, texts, code),
    )
    .toSorted((one, other) => monthsFrom(other) - monthsFrom(one) || daysBack(other) - daysBack(one))[0]
}

/**
 * The version to ask the same informant with once more: of the same family the one that looks back shortest and has words, for
 * that is the follow-up form; else the one they know.
 */
export function versionToAskAgain(instrument: Instrument, texts: readonly InstrumentText[], code: string): string {
  const known = findVersion(instrument, code)
  const shorter = instrument.versions
    .filter((one) => known !== undefined && one.family === known.family && one.informant === known.informant)
    .filter((one) => isAvailable(instrument, texts, one.code) && known !== undefined && daysBack(one) < daysBack(known))
    .toSorted((one, other) => daysBack(one) - daysBack(other))[0]
  return shorter?.code ?? code
}

function monthsFrom({ ages }: Version): number {
  return ages.in === 'months' ? ages.from : ages.from * 12
}

const daysIn: Readonly<Record<string, number>> = { D: 1, W: 7, M: 30, Y: 365 }

function daysBack({ recall }: Version): number {
  return Number(recall.slice(1, -1)) * (daysIn[recall.slice(-1)] ?? 0)
}

/** Whether a case on a child of that age may be opened with the instrument: somebody can be asked about it. */
export function mayBegin(instrument: Instrument, texts: readonly InstrumentText[], age: number | null): boolean {
  return (['parent', 'teacher', 'self'] as const).some((informant) => versionToAsk(instrument, texts, informant, age) !== undefined)
}
