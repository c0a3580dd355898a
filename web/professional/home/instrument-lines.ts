/** Packs that run out, have run out or were altered: said to those who look after the instruments. */
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import type { Line } from './frame.tsx'

export function useInstrumentLines(me: Me): readonly Line[] {
  const { t, counted, day, language } = useWords()
  const found = useRead('listInstruments', undefined, { isEnabled: may(me, 'instrument.read') })
  return (found.data?.instruments ?? []).flatMap(({ code, name: names, packs }) =>
    packs.flatMap(({ language: ofPack, state, expiresOn, daysLeft }): readonly Line[] => {
      const name = names[language]
      const line = { key: `${code} ${ofPack}`, href: addresses.instrument, action: t('instrument.tab') }
      if (state === 'altered')
        return [{ ...line, title: t('instrument.warn.altered.title', { name }), detail: t('instrument.warn.altered.text') }]
      if (expiresOn === null || daysLeft === null) return []
      const date = day(expiresOn)
      if (state === 'expired')
        return [{ ...line, title: t('instrument.warn.expired.title', { name, date }), detail: t('instrument.warn.expired.text') }]
      if (state !== 'expiring') return []
      const title = counted('instrument.warn.expiring.title', daysLeft, { name })
      return [{ ...line, title, detail: t('instrument.warn.expiring.text', { date }) }]
    }),
  )
}
