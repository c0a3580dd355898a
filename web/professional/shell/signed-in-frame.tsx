/** The frame of whoever is signed in: professionals have a menu at the side, families a few ways along the top. */
import type { ReactNode } from 'react'
import { citizens } from '#domain/access/actor.ts'
import type { Me } from '#api/session.ts'
import { FamilyFrame } from './family-frame.tsx'
import { Stay } from './leaving.tsx'
import { Shell } from './shell.tsx'

export function SignedInFrame({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const Frame = citizens.includes(me.role) ? FamilyFrame : Shell
  return (
    <Stay me={me}>
      <Frame me={me}>{children}</Frame>
    </Stay>
  )
}
