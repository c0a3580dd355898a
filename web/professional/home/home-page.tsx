/** What waits for this person today: one page for each kind of work. */
import type { ReactNode } from 'react'
import type { Role } from '#domain/access/actor.ts'
import type { Me } from '#api/session.ts'
import { AdministratorHome } from './administrator-home.tsx'
import { AssessmentHome } from './assessment-home.tsx'
import { ProviderHome, ResearcherHome, ReviewerHome, SecretariatHome } from './association-home.tsx'
import { FamilyHome } from './family-home.tsx'
import { HealthHome } from './health-home.tsx'
import { OfficerHome } from './officer-home.tsx'
import { ReaderHome } from './reader-home.tsx'
import { SupportHome } from './support-home.tsx'
import { TeacherHome } from './teacher-home.tsx'

type HomeOf = (props: { readonly me: Me }) => ReactNode

const homes = {
  teacher: TeacherHome,
  institutionLeader: ReaderHome,
  healthVisitor: HealthHome,
  leadHealthVisitor: HealthHome,
  schoolDoctor: HealthHome,
  eduPsychologist: AssessmentHome,
  socialWorker: AssessmentHome,
  caseOwner: AssessmentHome,
  municipalAnalyst: ReaderHome,
  politicalReader: ReaderHome,
  municipalAdmin: AdministratorHome,
  dataProtectionOfficer: OfficerHome,
  secretariat: SecretariatHome,
  researcher: ResearcherHome,
  interventionProvider: ProviderHome,
  expertReviewer: ReviewerHome,
  support: SupportHome,
  parent: FamilyHome,
  pupil: FamilyHome,
  youngPerson: FamilyHome,
} as const satisfies Record<Role, HomeOf>

export function HomePage({ me }: { readonly me: Me }) {
  const OwnHome = homes[me.role]
  return <OwnHome me={me} />
}
