/** What waits for this person today: one page for each kind of work. */
import type { ReactNode } from 'react'
import type { Role } from '#domain/access/actor.ts'
import type { Me } from '#api/session.ts'
import { AdministratorHome } from './administrator-home.tsx'
import { ProviderHome, ResearcherHome, ReviewerHome, SecretariatHome } from './association-home.tsx'
import { OfficerHome } from './officer-home.tsx'
import { ReaderHome } from './reader-home.tsx'
import { TeacherHome } from './teacher-home.tsx'

type HomeOf = (props: { readonly me: Me }) => ReactNode

const homes = {
  teacher: TeacherHome,
  institutionLeader: ReaderHome,
  healthVisitor: ReaderHome,
  leadHealthVisitor: ReaderHome,
  schoolDoctor: ReaderHome,
  eduPsychologist: ReaderHome,
  socialWorker: ReaderHome,
  caseOwner: ResearcherHome,
  municipalAnalyst: ReaderHome,
  politicalReader: ReaderHome,
  municipalAdmin: AdministratorHome,
  dataProtectionOfficer: OfficerHome,
  secretariat: SecretariatHome,
  researcher: ResearcherHome,
  interventionProvider: ProviderHome,
  expertReviewer: ReviewerHome,
  parent: ResearcherHome,
  pupil: ResearcherHome,
  youngPerson: ResearcherHome,
} as const satisfies Record<Role, HomeOf>

export function HomePage({ me }: { readonly me: Me }) {
  const OwnHome = homes[me.role]
  return <OwnHome me={me} />
}
