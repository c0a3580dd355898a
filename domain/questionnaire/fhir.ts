/**
 * The part of FHIR R4 `Questionnaire` (hl7.org/fhir/R4/questionnaire.html) that questionnaires travel in, with the extensions of
 * Structured Data Capture that every reader knows and our own for what FHIR has no place for.
 */
import type { RespondentLanguage } from '../text/text.ts'

/** Where our own extensions are said to be; nothing is fetched from there. A reader that does not know them leaves them. */
const own = 'https://fhir.boernungeliv.example/StructureDefinition'

export const extensions = {
  translation: 'http://hl7.org/fhir/StructureDefinition/translation',
  itemControl: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
  unit: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
  least: 'http://hl7.org/fhir/StructureDefinition/minValue',
  greatest: 'http://hl7.org/fhir/StructureDefinition/maxValue',
  questionnaire: `${own}/questionnaire`,
  theme: `${own}/theme`,
  item: `${own}/item`,
} as const

export const canonical = 'https://fhir.boernungeliv.example/Questionnaire'
export const optionSystem = 'https://fhir.boernungeliv.example/CodeSystem/option'
export const itemControlSystem = 'http://hl7.org/fhir/questionnaire-item-control'

/** A primitive's extensions stand beside it, as `_text` beside `text`. */
export type Beside = { readonly extension: readonly Extension[] }

/** Exactly one `value[x]`, or extensions of its own. */
export type Extension = {
  readonly url: string
  readonly extension?: readonly Extension[]
  readonly valueString?: string
  readonly _valueString?: Beside
  readonly valueCode?: string
  readonly valueInteger?: number
  readonly valueBoolean?: boolean
  readonly valueCoding?: Coding
  readonly valueCodeableConcept?: { readonly coding: readonly Coding[] }
}

export type Coding = { readonly system?: string; readonly code?: string; readonly display?: string; readonly _display?: Beside }

export type FhirItemType = 'group' | 'display' | 'choice' | 'integer' | 'time' | 'date' | 'string'

export type EnableWhen = {
  readonly question: string
  readonly operator: 'exists' | '=' | '!='
  readonly answerBoolean?: boolean
  readonly answerCoding?: Coding
}

export type FhirItem = {
  readonly linkId: string
  readonly extension?: readonly Extension[]
  readonly text?: string
  readonly _text?: Beside
  readonly type: FhirItemType
  readonly enableWhen?: readonly EnableWhen[]
  readonly enableBehavior?: 'all' | 'any'
  readonly required?: boolean
  readonly repeats?: boolean
  readonly maxLength?: number
  readonly answerOption?: readonly { readonly valueCoding: Coding }[]
  readonly item?: readonly FhirItem[]
}

export type FhirQuestionnaire = {
  readonly resourceType: 'Questionnaire'
  readonly language: RespondentLanguage
  readonly extension?: readonly Extension[]
  readonly url: string
  readonly version: string
  readonly name: string
  readonly title?: string
  readonly _title?: Beside
  readonly status: 'active' | 'draft'
  readonly subjectType: readonly string[]
  readonly description?: string
  readonly _description?: Beside
  readonly item: readonly FhirItem[]
}

/** What did not come along, or only in our own extensions: where, and what. Nothing is left out without a line here. */
export type NotCarried = {
  /** The code of the item, theme or option, or the path in the file. */
  readonly at: string
  readonly what:
    | 'condition-in-our-extension-alone'
    | 'answer-in-our-extension-alone'
    | 'unknown-type'
    | 'unknown-extension'
    | 'element'
    | 'condition'
    | 'required'
    | 'code-changed'
    | 'value-set'
    | 'option'
    | 'nested-question'
    | 'language'
  /** What was found there: the name of an element, the type, the address of an extension. */
  readonly found: string
}
