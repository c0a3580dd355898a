/** Somebody to talk to: first an adult nearby, then a line for children, parents or everybody. The numbers are real and public. */
import { withNumber } from './frame.tsx'
import type { T } from './words.ts'

export function HelpLines({ t }: { t: T }) {
  return (
    <>
      <p>{t('help.adult')}</p>
      <p>
        {withNumber(
          t('help.phone'),
          <a className="phone" href={`tel:${t('help.phone.number').replaceAll(' ', '')}`}>
            {t('help.phone.number')}
          </a>,
        )}
      </p>
      <p>
        {withNumber(
          t('help.danger'),
          <a className="phone" href="tel:112">
            112
          </a>,
        )}
      </p>
    </>
  )
}
