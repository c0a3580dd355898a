/** A report as a tagged PDF: exactly what the page tells, in the same words, with what paper has to say by itself. */
import type { CardReading } from '#domain/report/card-reading.ts'
import { fontSize, lineHeight } from '#domain/report/chart/lettering.ts'
import type { ReportReading } from '#domain/report/reading.ts'
import type { ReportWords } from '#domain/report/report-words.ts'
import { keptDocument } from './kept-document.ts'
import { reportTemplate } from './report-template.ts'
import { columnGap, type PaperColumns, paperColumns, paperWidth, tableOnPaper } from './table-on-paper.ts'

/** A fact sheet that fits a theme, with the reason it is here. */
export type DocumentSuggestion = {
  readonly theme: string
  readonly title: string
  readonly provider: string
  readonly summary: string
  readonly because: string
  readonly address: string
}

export type ReportDocument = {
  readonly reading: ReportReading
  readonly words: ReportWords
  readonly suggestions: readonly DocumentSuggestion[]
  /** Where the same report stands on the screen. */
  readonly address: string
}

export function reportDocument(given: ReportDocument): Promise<Uint8Array> {
  return keptDocument(reportTemplate, reportPages(given))
}

/**
 * A theme with as many questions begins a page, to be taken to a meeting by itself. Pages that begin so are also set side by side, on
 * every core there is.
 */
const cardsOnOwnPage = 3

/** What is typeset. */
function reportPages({ reading, words, suggestions, address }: ReportDocument) {
  const { t } = words
  const { heading, lead, facts, turnout, themes, method, coherence, howToRead, nothing } = reading
  const marks = (['well', 'look'] as const).flatMap((mark) => {
    const named = themes.filter((theme) => theme.mark?.mark === mark)
    return named.length === 0 ? [] : [{ words: named[0]?.mark?.words ?? '', themes: words.list(named.map(({ name }) => name)) }]
  })
  const columns = paperColumns(themes.flatMap(({ cards }) => cards.flatMap((card) => (card.state === 'shown' ? [card.table] : []))))
  const said = (fact: (typeof facts)[number]['fact']) => facts.find((one) => one.fact === fact)?.said ?? ''
  return {
    paper: { width: paperWidth, gap: columnGap, fontSize, lineHeight },
    language: reading.language,
    title: reading.name,
    survey: said('survey'),
    unit: reading.unit,
    heading,
    lead: lead ?? nothing?.text ?? '',
    warning: { title: turnout?.title ?? '', text: turnout?.text ?? '' },
    facts: [
      ...facts.filter(({ fact }) => fact !== 'hidden' && fact !== 'survey'),
      { fact: 'address', term: t('report.pdf.address'), said: address },
    ],
    marks,
    comments: reading.comment ? [reading.comment] : [],
    themes: themes.map(({ theme, name, mark, cards, need }, place) => ({
      name,
      mark: mark?.words ?? '',
      cards: cards.map((card, at) => cardOnPaper(card, `c${place}-${at}`, columns, words)),
      beginsPage: place === 0 || cards.length >= cardsOnOwnPage,
      because: need?.because ?? '',
      suggestions: suggestions.filter((one) => one.theme === theme),
    })),
    hidden: themes.flatMap(({ cards }) =>
      cards.flatMap((card) => (card.state === 'hidden' ? [{ question: card.question, reason: card.reason }] : [])),
    ),
    method: [...(method.length > 0 ? method : [t('report.pdf.method.single')]), ...coherence],
    how: howToRead,
    footer: { left: reading.name, page: t('report.pdf.page') },
    words: {
      inShort: marks.length > 0 ? t('report.pdf.inShort') : '',
      contents: t('report.pdf.contents'),
      suggestions: t('report.pdf.suggestions'),
      calls: t('report.pdf.calls'),
      hidden: t('report.pdf.hidden'),
      hiddenLead: t('report.pdf.hidden.lead'),
      question: t('report.codebook.question'),
      why: t('report.pdf.hidden.why'),
      method: t('report.sheet.method'),
    },
  }
}

function cardOnPaper(card: CardReading, id: string, columns: PaperColumns, { t }: ReportWords) {
  const { state, heading, question } = card
  if (card.state === 'hidden') return { state, heading, reason: card.reason }
  if (card.state === 'bands') {
    const head = [t('report.table.option'), t('report.column.band'), t('report.pdf.band.means')]
    return { state, heading, question, options: card.options, explanation: card.explanation, head }
  }
  return {
    state,
    heading,
    question: `${question} · ${card.counts}`,
    verdicts: card.verdicts.map((one) => `${one}.`).join(' '),
    notes: card.notes.join(' '),
    description: card.chart.description,
    table: tableOnPaper(card, id, columns),
  }
}
