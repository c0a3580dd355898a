/**
 * The paper form on A4, black on white: a strip with the name that is cut off, the slip, who sees the answers, and the questions with
 * large boxes. Made for the one who asked and kept nowhere.
 */
import { readFileSync } from 'node:fs'
import type { AboutSurvey } from '#api/response.ts'
import { writeDay } from '#domain/calendar/calendar.ts'
import { type FormBlock, type FormOption, formOf, type FormQuestion } from '#domain/paper/form.ts'
import { whoReads } from '#domain/paper/about-paper.ts'
import type { Questionnaire, QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import { keyFor } from '#domain/survey/about.ts'
import { voiceOf } from '#domain/survey/voice.ts'
import { fill } from '#domain/text/format.ts'
import { withMunicipalityTitles } from '#domain/text/municipality-title.ts'
import { directionOf, type RespondentLanguage } from '#domain/text/text.ts'
import { qrSvg } from '../qr-code.ts'
import { typesetApart } from '../typeset-apart.ts'
import { faceSvg } from './face-svg.ts'
import { formTemplate } from './form-template.ts'

/** Whose form it is: what is printed on the strip, the symbols in groups, and what the QR code holds. */
export type FormOf = { readonly name: string; readonly place: string; readonly slip: string; readonly qr: string }

export type FormDocument = {
  readonly language: RespondentLanguage
  readonly about: AboutSurvey
  /** As the track asks it. */
  readonly questionnaire: Questionnaire
  readonly text: QuestionnaireText
  /** Where one may answer instead; null where that is in a lesson. */
  readonly address: string | null
  /** Nobody's: a specimen, which can't be handed in. */
  readonly forms: readonly FormOf[] | null
}

export function formDocument(given: FormDocument): Promise<Uint8Array> {
  return typesetApart(formTemplate, formPages(given))
}

/** What is typeset. */
function formPages({ language, about, questionnaire, text, address, forms }: FormDocument) {
  const read = readIn(language, about, address !== null)
  const t = (key: string, values: Readonly<Record<string, string | number>> = {}) => read(`form.${key}`, values)
  const declinedText = t('declined')
  const blocks = formOf(questionnaire, text, { read, declinedText })
  const hasJumps = blocks.some((block) =>
    questionsIn(block).some(({ options, declined }) => [...options, declined].some(({ goTo }) => goTo !== null)),
  )
  return {
    language,
    direction: directionOf(language),
    title: about.title,
    heading: text.title,
    sender: withMunicipalityTitles(read('letter.sender', { municipality: about.municipality })),
    intro: [
      { heading: read('about.who'), texts: [read('about.who.text', { municipality: about.municipality })] },
      { heading: read('about.see'), texts: whoReads(about).map((key) => read(key, { ...about.thresholds })) },
      { heading: read('about.must'), texts: [read('about.must.text')] },
      { heading: read('about.change'), texts: [t(about.track === 'health' ? 'change.health' : 'change')] },
      {
        heading: t('how'),
        texts: [t('how.cross'), t('how.skip', { declined: declinedText }), ...(hasJumps ? [t('how.goTo')] : [])],
      },
    ],
    end: {
      heading: t('hand'),
      texts: [
        t('hand.text', { day: writeDay(about.closesOn, language) }),
        ...(address === null ? [] : [t('hand.online', { address })]),
        t('thanks'),
      ],
    },
    words: {
      strip: t('strip'),
      code: t('code'),
      qr: t('qr'),
      specimen: t('specimen'),
      several: t('several'),
      page: t('page'),
    },
    blocks: blocks.map((block) => printed(block, t)),
    forms: (forms ?? [{ name: '', place: '', slip: '', qr: '' }]).map(({ qr, slip, ...form }) => ({
      ...form,
      slip,
      qr: qr === '' ? '' : qrSvg(qr),
      footer: slip === '' ? t('specimen') : t('code.page', { code: slip }),
    })),
  }
}

type ReadForm = (key: string, values?: Readonly<Record<string, string | number>>) => string

function questionsIn(block: FormBlock): readonly FormQuestion[] {
  return block.block === 'question' ? [block] : block.block === 'grid' ? block.rows : []
}

function printed(block: FormBlock, t: ReadForm) {
  const way = ({ goTo, ...option }: FormOption, face = '') => ({
    ...option,
    face,
    goTo: goTo === null ? '' : goTo === 'end' ? t('goTo.end') : t('goTo', { number: goTo }),
  })
  const question = (one: FormQuestion) => ({
    ...one,
    look: lookOf(one),
    hint: one.kind === 'clock' ? t('clock') : one.kind === 'month' ? t(one.hasMonth ? 'month' : 'year') : one.unit,
    options: one.options.map((option, place) => way(option, one.kind === 'faces' ? faceSvg(place, one.options.length) : '')),
    declined: way(one.declined),
  })
  if (block.block === 'question') return question(block)
  return block.block === 'grid' ? { ...block, rows: block.rows.map(question) } : block
}

/** A ladder is eleven boxes beside each other and a scale a few, what is measured a row of squares, words some lines, all else a list. */
function lookOf({ kind, options, declined }: FormQuestion): string {
  if (kind === 'ladder') return 'ladder'
  if (kind === 'text') return 'lines'
  if (options.length === 0) return kind
  const isScale = kind === 'frequency' || kind === 'agreement' || kind === 'faces'
  return isScale && [...options, declined].every(({ goTo }) => goTo === null) ? 'steps' : 'list'
}

function readIn(language: RespondentLanguage, about: AboutSurvey, isByLink: boolean): ReadForm {
  const texts = Object.assign({}, ...['voices', 'respondent', 'about', 'paper-form'].map((room) => textsOf(room, language)))
  const voice = voiceOf(about, isByLink)
  return (key, values = {}) => {
    const text = texts[keyFor(texts, voice, key)]
    if (text === undefined) throw new Error(`no text for ${key}`)
    return withMunicipalityTitles(fill(text, values))
  }
}

function textsOf(room: string, language: RespondentLanguage): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL(`../../content/texts/${room}.${language}.json`, import.meta.url), 'utf8'))
}
