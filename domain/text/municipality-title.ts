/** Two municipalities are not called by their name and "Kommune": sentences say "{municipality} Kommune" of all. */

/** Source: the municipalities' own names, as in the register of authorities (Københavns Kommune, Bornholms Regionskommune). */
const titles: Readonly<Record<string, string>> = {
  'København Kommune': 'Københavns Kommune',
  'Bornholm Kommune': 'Bornholms Regionskommune',
}

/** A filled sentence with municipalities called what they are called. */
export function withMunicipalityTitles(sentence: string): string {
  return sentence.includes(' Kommune')
    ? Object.entries(titles).reduce((text, [name, title]) => text.replaceAll(name, title), sentence)
    : sentence
}
