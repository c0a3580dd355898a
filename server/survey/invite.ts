/** Whom an opening survey asks: its tree of units, and a slip for each pupil. */
import type { Keyring } from '#database/keyring.ts'
import type { InvitedPupil, SlipRow, SurveyUnitRow } from '#database/survey.ts'
import type { Sex } from '#domain/organisation/organisation.ts'
import { type Unit, unitKey } from '#domain/organisation/unit.ts'
import { linkFrom, slipFrom } from '#domain/survey/code.ts'

/** Every unit that takes part, from the classes up, with how many are invited in it. */
export function unitsOf(pupils: readonly InvitedPupil[]): readonly SurveyUnitRow[] {
  const rows = new Map<string, SurveyUnitRow>()
  const count = (
    unit: Unit & { level: SurveyUnitRow['level'] },
    place: Pick<SurveyUnitRow, 'institutionId' | 'classId' | 'grade'>,
    sex?: Sex,
  ) => {
    const key = unitKey(unit)
    const { invited = 0, invitedFemale = 0, invitedMale = 0 } = rows.get(key) ?? {}
    const ofSex = sex && { invitedFemale: invitedFemale + Number(sex === 'female'), invitedMale: invitedMale + Number(sex === 'male') }
    rows.set(key, { unit: key, level: unit.level, ...place, invited: invited + 1, ...ofSex })
  }
  for (const { classId, institutionId, grade, sex } of pupils) {
    count({ level: 'class', classId }, { classId, institutionId, grade })
    if (grade !== null) count({ level: 'yearGroup', institutionId, grade }, { classId: null, institutionId, grade })
    count({ level: 'institution', institutionId }, { classId: null, institutionId, grade: null })
    if (grade !== null) count({ level: 'municipalYearGroup', grade }, { classId: null, institutionId: null, grade }, sex)
    count({ level: 'municipality' }, { classId: null, institutionId: null, grade: null })
  }
  return [...rows.values()]
}

/** A slip for each pupil; another turn for the rare pupil whose slip is taken in the class. */
export function slipsFor(keyring: Keyring, municipalityId: number, surveyId: string, pupils: readonly InvitedPupil[]): readonly SlipRow[] {
  const taken = new Set<string>()
  return pupils.map((pupil) => {
    for (let turn = 0; ; turn++) {
      const slip = slipFrom(keyring.slipSymbols(municipalityId, surveyId, pupil.pupilId, turn))
      const key = `${pupil.classId}|${slip}`
      if (taken.has(key)) continue
      taken.add(key)
      return { ...pupil, turn, slipHmac: keyring.slipHmac(municipalityId, surveyId, pupil.classId, slip) }
    }
  })
}

/** A link for each, where nobody sits in a lesson. What is stored is its HMAC, in the slip's place. */
export function linksFor(keyring: Keyring, municipalityId: number, surveyId: string, pupils: readonly InvitedPupil[]): readonly SlipRow[] {
  return pupils.map((pupil) => ({
    ...pupil,
    turn: 0,
    slipHmac: keyring.linkHmac(municipalityId, linkOf(keyring, municipalityId, surveyId, pupil.pupilId, 0)),
  }))
}

/** The symbols of somebody's link, made anew each time they are needed: they are stored nowhere. */
export function linkOf(keyring: Keyring, municipalityId: number, surveyId: string, pupilId: string, turn: number): string {
  return linkFrom(municipalityId, keyring.linkSymbols(municipalityId, surveyId, pupilId, turn))
}

/** Where a link leads. Its symbols stand in the fragment, which no browser sends to a server. */
export function linkAddress(origin: string, link: string): string {
  return `${origin}/svar#k=${link}`
}
