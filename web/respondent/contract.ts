/**
 * What the server sends, typed by the contract. In JSON an optional property is absent, never undefined, so
 * questionnaire and wording are the domain's own plain types here.
 */
import type { OutputOf } from '#api/operation.ts'
import type * as contract from '#api/response.ts'
import type { Questionnaire, WordsThereAre } from '#domain/questionnaire/questionnaire.ts'

export type Asked = { readonly questionnaire: Questionnaire; readonly texts: WordsThereAre }

/** A respondent has come in. */
export type Arrived = contract.Entered

export type Track = Arrived['about']['track']

/** Short texts by place. */
export type Written = Arrived['written']

/** What one wants to talk about and not, by theme; health track only. */
export type Wishes = { readonly talkAbout: readonly string[]; readonly notTalkAbout: readonly string[]; readonly text: string }

/** … and has what is asked. */
export type Entered = Arrived & Asked

/** A survey as anybody may know it. */
export type PublicSurvey = Omit<OutputOf<typeof contract.aboutSurvey>, keyof Asked> & Asked
