/** A lesson on paper: the plan, a chart with its questions to a block, how to talk about it and what not to do. */
import { documentStyle } from './document-style.ts'

export const lessonTemplate = String.raw`
#let data = json(bytes(sys.inputs.data))
${documentStyle}
#show: styled.with(title: data.title, lang: data.language, footer: data.footer)

#text(fill: quiet, data.name)
#heading(level: 1, data.heading)
#heading(level: 2, data.plan.heading)
#enum(spacing: 0.8em, ..data.plan.lines)
#for part in data.parts [
  #block(breakable: false, width: 100%)[
    #heading(level: 2, part.part)
    #heading(level: 3, part.heading)
    #text(fill: quiet, part.question)
    #drawn(part.chart, part.description)
    #if part.verdicts != "" { par(text(weight: 600, part.verdicts)) }
  ]
  #block(breakable: false)[
    #heading(level: 3, part.questions.heading)
    #enum(spacing: 0.8em, ..part.questions.lines)
  ]
]
#for part in (data.how, data.not) [
  #block(breakable: false)[
    #heading(level: 2, part.heading)
    #list(spacing: 0.8em, ..part.lines)
  ]
]
#for words in data.leftOut { par(text(fill: quiet, size: 0.9em, words)) }
`
