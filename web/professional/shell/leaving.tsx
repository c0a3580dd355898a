/**
 * Leaving for good: by the button, on every device, or because nobody has touched the page. Nothing of it is left: not on
 * the screen, not in memory, not behind the way back.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { idleMinutes, warningMinutes } from '#domain/access/session-limits.ts'
import type { Me } from '#api/session.ts'
import { api } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { useWords } from '../language.tsx'
import { type IdleWatch, type Told, watchIdle } from './idle-watch.ts'

const lookEveryMs = 15_000
/** So long the page waits for the server to hear that it is over. */
const patienceMs = 2_000

const Leaving = createContext<(to: string) => void>(() => undefined)

/** Signs out here, or on every device. */
export function useSignOut(where: 'here' | 'everywhere') {
  const leave = useContext(Leaving)
  return useMutation({
    mutationFn: () => (where === 'here' ? api.signOut() : api.signOutEverywhere()),
    onSuccess: () => leave('/auth/signed-out'),
  })
}

/** What is shown to somebody who is signed in, for as long as they are. */
export function Stay({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [isGone, setGone] = useState(false)
  const [isWarned, setWarned] = useState(false)
  const watch = useRef<IdleWatch | null>(null)
  const tellTabs = useRef<(told: Told) => void>(() => undefined)

  const [leave] = useState(() => (to: string) => {
    flushSync(() => setGone(true))
    client.clear()
    location.replace(to)
  })

  useEffect(() => {
    const tabs = new BroadcastChannel('session')
    tellTabs.current = (told) => tabs.postMessage(told)
    const own = watchIdle({
      accountId: me.accountId,
      idleMinutes: idleMinutes[me.role],
      now: Date.now,
      tell: tellTabs.current,
      touch: () => void client.invalidateQueries({ queryKey: ['getMe'] }),
      onWarned: setWarned,
      onOver(isEnded) {
        const to = `/auth/ended?${new URLSearchParams({ returnTo: location.pathname + location.search })}`
        flushSync(() => setGone(true))
        if (isEnded) return leave(to)
        const patience = new Promise((resolve) => setTimeout(resolve, patienceMs))
        void Promise.race([api.signOut().catch(() => undefined), patience]).then(() => leave(to))
      },
    })
    watch.current = own
    tabs.onmessage = ({ data }: MessageEvent<Told>) => own.hear(data)
    const looking = setInterval(own.look, lookEveryMs)
    // A machine that has slept has missed every tick.
    const woken = () => document.visibilityState === 'visible' && own.look()
    document.addEventListener('visibilitychange', woken)
    addEventListener('focus', woken)
    addEventListener('pointerdown', own.use)
    addEventListener('pointermove', own.use)
    addEventListener('keydown', own.use)
    return () => {
      clearInterval(looking)
      document.removeEventListener('visibilitychange', woken)
      removeEventListener('focus', woken)
      removeEventListener('pointerdown', own.use)
      removeEventListener('pointermove', own.use)
      removeEventListener('keydown', own.use)
      tabs.close()
    }
  }, [me.accountId, me.role, client, leave])

  const leaveAllTabs = useCallback(
    (to: string) => {
      tellTabs.current({ say: 'over' })
      leave(to)
    },
    [leave],
  )

  if (isGone) return null
  return (
    <Leaving.Provider value={leaveAllTabs}>
      {children}
      <Dialog
        isOpen={isWarned}
        onClose={() => watch.current?.stay()}
        title={t('shell.idle.title')}
        actions={
          <>
            <Button onClick={() => watch.current?.stay()}>{t('shell.idle.stay')}</Button>
            <LeaveButton />
          </>
        }
      >
        <p>{t('shell.idle.text', { minutes: warningMinutes })}</p>
      </Dialog>
    </Leaving.Provider>
  )
}

function LeaveButton() {
  const { t } = useWords()
  const signOut = useSignOut('here')
  return (
    <Button look="secondary" isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
      {t('shell.signOut')}
    </Button>
  )
}
