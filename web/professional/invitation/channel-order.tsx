/** Which channels are used, and in which order they are tried. Those that cannot be used here stand last, with why. */
import { useState } from 'react'
import { type Channel, channels } from '#domain/invitation/invitation.ts'
import { Button } from '../../design/button/button.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { useWords } from '../language.tsx'
import { moved } from './plan-faults.ts'
import styles from './invitation.module.css'

type ChannelOrderProps = {
  readonly available: readonly Channel[]
  readonly chosen: readonly Channel[]
  readonly onChange: (chosen: readonly Channel[]) => void
}

export function ChannelOrder({ available, chosen, onChange }: ChannelOrderProps) {
  const { t } = useWords()
  const [said, setSaid] = useState('')
  const others = channels.filter((channel) => available.includes(channel) && !chosen.includes(channel))
  const missing = channels.filter((channel) => !available.includes(channel) && !chosen.includes(channel))
  const move = (channel: Channel, by: -1 | 1) => {
    const next = moved(chosen, channel, by)
    onChange(next)
    setSaid(t('invitation.plan.moved', { channel: t(`invitation.channel.${channel}`), place: next.indexOf(channel) + 1 }))
  }
  return (
    <fieldset className={styles.order}>
      <legend>{t('invitation.plan.channels')}</legend>
      <p className="quiet">{t('invitation.plan.channels.help')}</p>
      <ol className={styles.channels}>
        {[...chosen, ...others].map((channel) => {
          const place = chosen.indexOf(channel)
          const name = t(`invitation.channel.${channel}`)
          return (
            <li key={channel} className={styles.channel}>
              <label className={styles.use}>
                <input
                  type="checkbox"
                  checked={place >= 0}
                  onChange={() => onChange(place >= 0 ? chosen.filter((one) => one !== channel) : [...chosen, channel])}
                />
                <span className={styles.name}>
                  {place >= 0 ? t('invitation.plan.place', { place: place + 1, channel: name }) : name}
                  <span className={styles.means}>
                    {t(available.includes(channel) ? `invitation.channel.${channel}.help` : 'invitation.channel.missing')}
                  </span>
                </span>
              </label>
              {place >= 0 && chosen.length > 1 && (
                <span className={styles.moves}>
                  {place > 0 && (
                    <Button
                      look="quiet"
                      size="small"
                      icon="up"
                      aria-label={t('invitation.plan.up', { channel: name })}
                      onClick={() => move(channel, -1)}
                    >
                      {t('invitation.plan.up.short')}
                    </Button>
                  )}
                  {place < chosen.length - 1 && (
                    <Button
                      look="quiet"
                      size="small"
                      icon="down"
                      aria-label={t('invitation.plan.down', { channel: name })}
                      onClick={() => move(channel, 1)}
                    >
                      {t('invitation.plan.down.short')}
                    </Button>
                  )}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      {missing.length > 0 && (
        <ul className={styles.channels}>
          {missing.map((channel) => (
            <li key={channel} className={styles.channel}>
              <span className={styles.missing}>
                <Icon name="minus" />
                <span>
                  <strong>{t(`invitation.channel.${channel}`)}</strong>
                  <span className={styles.means}>{t('invitation.channel.missing')}</span>
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <LiveRegion message={said} />
    </fieldset>
  )
}
