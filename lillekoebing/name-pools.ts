/**
 * Names to draw from. Given names and surnames are common ones, put together by chance: nobody is meant,
 * and whoever bears such a name is not described.
 */

/** Names with blanks or line ends between them. */
function names(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}

export const girlNames = names(`
  Agnes Alba Alma Amalie Amina Andrea Anna Asta Astrid Aya Caroline Cecilie Clara Ea Edith Elina Ella Ellen
  Emilie Emma Esther Eva Fatima Filippa Freja Frida Gerda Hannah Ida Ingrid Isabella Johanne Josefine Julie
  Karla Kaya Laura Leonora Liv Luna Lærke Maja Malou Marie Mathilde Merle Mie Mille Naja Nanna Nora Olga
  Oliwia Rosa Saga Sara Signe Silje Sofia Sofie Solveig Thea Tilde Viola Vilma Zahra Åse
`)

export const boyNames = names(`
  Adam Albert Aksel Alexander Alfred Ali Anker Anton Arthur August Benjamin Bertil Birk Carl Christian Elias
  Elliot Emil Erik Felix Frederik Frej Gustav Hannibal Hjalte Holger Hugo Ibrahim Jakub Jens Johan Jonathan
  Kalle Karl Konrad Lauge Lauritz Liam Louie Lucas Magne Magnus Malthe Mathias Mikkel Mohammed Nohr Noah
  Oliver Oscar Otto Philip Pelle Rune Samuel Sebastian Silas Storm Svend Theo Theodor Tobias Valdemar Victor
  Viggo Villads William Yusuf Øjvind
`)

export const womanNames = names(`
  Annette Bente Birgitte Bodil Camilla Charlotte Dorthe Dorte Else Gitte Hanne Heidi Helle Inge Jette Karin
  Kirsten Lene Line Lis Louise Maria Marianne Merete Mette Nadia Pernille Pia Rikke Sanne Stine Tanja Tina
  Trine Ulla Vibeke Winnie Yasmin
`)

export const manNames = names(`
  Anders Bjarne Bo Brian Carsten Claus Dennis Finn Flemming Hassan Ivan Jan Jesper Jørgen Kasper Keld
  Kenneth Lars Leif Michael Morten Niels Ole Per Peter Poul Rasmus René Steen Søren Thomas Torben Ulrik Åge
`)

export const surnames = names(`
  Abildgaard Andersen Andreasen Bach Bak Bech Berg Bertelsen Bisgaard Bjerre Brandt Bruun Carlsen
  Christensen Christiansen Clausen Dahl Dalgaard Eriksen Frandsen Frederiksen Gregersen Hansen Hedegaard
  Holm Husseini Højgaard Iversen Jacobsen Jensen Jepsen Jessen Johansen Johnsen Juhl Justesen Jørgensen
  Karlsen Kjær Kjeldsen Klausen Knudsen Koch Kowalski Kristensen Kristiansen Krogh Larsen Lassen Laursen
  Lauridsen Lind Lund Lynge Madsen Mathiesen Mikkelsen Mortensen Munk Møller Nguyen Nielsen Nissen Nygaard
  Nørgaard Olesen Olsen Overgaard Paulsen Pedersen Petersen Poulsen Rasmussen Ravn Riis Schmidt Simonsen
  Skov Svendsen Sørensen Thomsen Thorsen Toft Vestergaard Villadsen Vinther Winther Yilmaz Østergaard Ågaard
`)
