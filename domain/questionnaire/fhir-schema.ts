/** What of a FHIR R4 Questionnaire is read at all; whatever else stands in the file is let through, to be named when it is not carried. */
import { z } from 'zod'
import type * as plain from './fhir.ts'

const text = z.string().max(5000)

const Extension: z.ZodType<plain.Extension> = z.lazy(() =>
  z.looseObject({
    url: text,
    extension: z.array(Extension).exactOptional(),
    valueString: text.exactOptional(),
    valueCode: text.exactOptional(),
    valueInteger: z.int().exactOptional(),
    valueBoolean: z.boolean().exactOptional(),
    valueCoding: Coding.exactOptional(),
  }),
) as z.ZodType<plain.Extension>

const Coding = z.looseObject({ system: text.exactOptional(), code: text.exactOptional(), display: text.exactOptional() })

const Item: z.ZodType<FhirItemRead> = z.lazy(() =>
  z.looseObject({
    linkId: text.min(1),
    extension: z.array(Extension).exactOptional(),
    text: text.exactOptional(),
    type: text,
    enableWhen: z
      .array(
        z.looseObject({
          question: text,
          operator: text,
          answerBoolean: z.boolean().exactOptional(),
          answerString: text.exactOptional(),
          answerCoding: Coding.exactOptional(),
        }),
      )
      .exactOptional(),
    enableBehavior: z.enum(['all', 'any']).exactOptional(),
    required: z.boolean().exactOptional(),
    repeats: z.boolean().exactOptional(),
    answerOption: z
      .array(
        z.looseObject({ valueCoding: Coding.exactOptional(), valueString: text.exactOptional(), valueInteger: z.int().exactOptional() }),
      )
      .max(200)
      .exactOptional(),
    item: z.array(Item).max(500).exactOptional(),
  }),
) as z.ZodType<FhirItemRead>

/** As it stands in anybody's file: of any type, with any operator. */
export type FhirItemRead = Omit<plain.FhirItem, 'type' | 'enableWhen' | 'answerOption' | 'item'> & {
  readonly type: string
  readonly enableWhen?: readonly {
    readonly question: string
    readonly operator: string
    readonly answerBoolean?: boolean
    readonly answerString?: string
    readonly answerCoding?: plain.Coding
  }[]
  readonly answerOption?: readonly { readonly valueCoding?: plain.Coding; readonly valueString?: string; readonly valueInteger?: number }[]
  readonly item?: readonly FhirItemRead[]
}

export const FhirQuestionnaire = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  language: text.exactOptional(),
  extension: z.array(Extension).exactOptional(),
  url: text.exactOptional(),
  version: text.exactOptional(),
  name: text.exactOptional(),
  title: text.exactOptional(),
  description: text.exactOptional(),
  item: z.array(Item).min(1).max(500),
})
