/**
 * What the gate hears in the words of a question, beyond `check-wording.ts`: word lists and shapes of sentences. A list stops what is
 * plainly so; where it can't be sure its finding is advice, and a person decides.
 */
import type { Language } from '../text/text.ts'
import { whole } from './check-wording.ts'

type ByLanguage = Readonly<Record<Language, RegExp>>

/** What tells who somebody is, alone or put together: birth, address, country, the name of a class or a club. */
export const quasiIdentifiers: ByLanguage = {
  da: whole(
    'fødselsda(?:g|to)\\p{L}*',
    'fødsels(?:måned|år)\\p{L}*',
    'født den',
    'hvornår (?:er|blev) (?:du|dit barn|I|barnet) født',
    'hvilke[nt] (?:dag|dato|måned|år) (?:er|blev) (?:du|dit barn|barnet) født',
    'cpr\\p{L}*',
    'personnummer\\p{L}*',
    '\\p{L}*adresse\\p{L}*',
    'postnummer\\p{L}*',
    'telefonnummer\\p{L}*',
    'brugernavn\\p{L}*',
    'hvilken (?:vej|gade|by|landsby|klub|sportsklub|forening|klasse|skole|børnehave|vuggestue|arbejdsplads)',
    'hvilket (?:land|hold|gymnasium)',
    'nationalitet\\p{L}*',
  ),
  en: whole(
    'birthday',
    'dates? of birth',
    '(?:month|year) of birth',
    'when (?:were you|was your child) born',
    'cpr\\p{L}*',
    '\\p{L}*address\\p{L}*',
    '(?:post|zip) ?codes?',
    'phone number',
    'user ?name',
    '(?:which|what) (?:street|road|town|village|club|team|class|school|nursery|kindergarten|workplace|country|college)',
    'nationality',
  ),
}

/** Certainly two questions: "and/or", or two question marks. */
export const twoQuestions: ByLanguage = {
  da: /(?<!\p{L})og\s*\/\s*eller(?!\p{L})|\?[^?]*\?/giu,
  en: /\band\s*\/\s*or\b|\?[^?]*\?/giu,
}

/**
 * Perhaps two: "glad og tryg", "om du sover og spiser". Two nouns of a kind ("saft eller sodavand") are one thing to a reader,
 * so only words that say how one is, or a new verb, count.
 */
export const perhapsTwoQuestions: ByLanguage = {
  da: whole(
    '\\p{L}+ (?:og|samt|eller) (?:glad|tryg|træt|ked|bange|vred|sund|rask|rolig|stresset|nervøs|alene|god|dårlig|let|svær|sjov|kedelig|urolig|trist)\\p{L}?',
    '(?:og|samt|eller) (?:er|har|kan|vil|bliver|føler|synes|tror|spiser|sover|går|får|gør|laver|bruger|taler|leger) (?:du|I|dit barn|den|det|de)',
    '(?:og|samt) (?:spiser|sover|leger|lærer|lytter|hjælper|taler)',
    'både \\p{L}+ og',
  ),
  en: whole(
    '\\p{L}+ (?:and|or) (?:happy|safe|tired|sad|afraid|angry|healthy|well|calm|stressed|nervous|alone|good|bad|easy|hard|fun|boring)',
    '(?:and|or) (?:are|do|have|can|will) (?:you|they|your)',
    'both \\p{L}+ and',
  ),
}

/** Words that lead to an answer. */
export const leading: ByLanguage = {
  da: whole(
    'synes du (?:også )?ikke',
    'er du ikke',
    'har du ikke',
    'vil du ikke',
    'kan du ikke',
    'ikke også',
    'ikke sandt',
    'er du enig i',
    'selvfølgelig',
    'naturligvis',
    'heldigvis',
    'desværre',
    'som (?:alle|vi|man) ved',
    'burde',
    'er det ikke',
    'det er vigtigt',
    'hvor dejligt',
  ),
  en: whole(
    "do(?:n['’]t| not) you",
    "are(?:n['’]t| not) you",
    "is(?:n['’]t| not) it",
    'do you agree that',
    'of course',
    'obviously',
    '(?:un)?fortunately',
    'as (?:everybody|everyone|we all|you) knows?',
    "should(?:n['’]t)? (?:you|not)",
    'it is important',
  ),
}

/** Words that few can say yes to, so that the answer tells of the word. */
export const absolute: ByLanguage = {
  da: whole('altid', 'aldrig', 'overhovedet', 'fuldstændigt?', 'slet ikke', 'hver eneste', 'ingensinde', '100 ?(?:%|procent)'),
  en: whole('always', 'never', 'ever', 'completely', 'at all', 'every single', '100 ?(?:%|per ?cent)'),
}

/** Asks how often. */
export const asksHowOften: ByLanguage = {
  da: whole('^hvor (?:tit|ofte)', '^hvor mange (?:gange|dage|aftener|nætter)'),
  en: whole('^how (?:often|many (?:times|days|evenings|nights))'),
}

/** Says of which time. */
export const timeFrame: ByLanguage = {
  da: whole(
    '(?:den|det|de) (?:sidste|seneste)',
    'sidste (?:\\p{L}+)',
    'sidst',
    'i (?:går|dag|nat|morges|aftes|år)',
    'denne \\p{L}+',
    'dette \\p{L}+',
    'lige nu',
    'for tiden',
    'i løbet af',
    'siden',
    'om (?:ugen|dagen|natten|måneden|året)',
    'til hverdag',
  ),
  en: whole(
    'last',
    'yesterday',
    'today',
    'tonight',
    'this (?:morning|week|month|year|school year|term)',
    'right now',
    'at the moment',
    'these days',
    'lately',
    'since',
    'during',
    '(?:a|per|in a|each) (?:day|night|week|month|year)',
    'past',
  ),
}

/** Substances, sexuality, crime, violence, illness of the mind: what nobody would want told of them. */
export const sensitiveWords: ByLanguage = {
  da: whole(
    'alkohol\\p{L}*',
    'øl',
    'vin',
    'spiritus',
    'fuld',
    'beruset',
    'hash',
    'cannabis',
    'snus',
    'nikotin\\p{L}*',
    'vapes?',
    'e-?cigaret\\p{L}*',
    'cigaret\\p{L}*',
    'ryger',
    'røg(?:et)?',
    'euforiserende',
    'narkotika',
    'sex',
    'seksu\\p{L}*',
    'kondom\\p{L}*',
    'porno\\p{L}*',
    'samleje',
    'prævention',
    'kriminel\\p{L}*',
    'stjål\\p{L}*',
    'stjæl\\p{L}*',
    'politiet',
    'truet',
    'truer',
    'slår',
    'slog',
    'slået',
    'kniv\\p{L}*',
    'angst',
    'depressi\\p{L}*',
    'diagnose\\p{L}*',
    'psykiat\\p{L}*',
    'spiseforstyrrelse\\p{L}*',
    'ensom\\p{L}*',
    'mobbe[trs]?',
  ),
  en: whole(
    'alcohol\\p{L}*',
    'beer',
    'wine',
    'drunk',
    'cannabis',
    'hash',
    'weed',
    'snus',
    'nicotine',
    'vap(?:e|es|ing)',
    'cigarettes?',
    'smok(?:e|ed|ing)',
    'drugs?',
    'sex',
    'sexual\\p{L}*',
    'condoms?',
    'porn\\p{L}*',
    'intercourse',
    'crim(?:e|es|inal)',
    'stol(?:e|en)',
    'police',
    'threaten\\p{L}*',
    'kniv(?:e|es)',
    'anxiety',
    'depress\\p{L}*',
    'diagnos\\p{L}*',
    'psychiatr\\p{L}*',
    'lonely',
    'bull(?:y|ied|ying)',
  ),
}

/** `{name}`: a place that is filled on the screen. */
export function placesIn(text: string): readonly string[] {
  return [...new Set(text.match(/\{[a-zA-Z]+\}/g) ?? [])].toSorted()
}

/** What of a text matches, the first time it does. */
export function heard(text: string, what: RegExp): string | undefined {
  return text.match(what)?.[0]
}
