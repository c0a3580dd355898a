/**
 * How pupils of the invented world answer when nothing particular is the matter: shares of the options in
 * percent, in the options' order. Invented, of the size one meets in Danish school surveys; not anybody's
 * results.
 */

export const answerShares: Readonly<Record<string, readonly number[]>> = {
  'way-to-school': [22, 44, 11, 21, 2],
  'active-days': [3, 16, 42, 39],
  'school-glad': [5, 15, 43, 37],
  'class-safe': [3, 10, 36, 51],
  'recess-safe': [4, 13, 37, 46],
  'work-quiet': [9, 33, 47, 11],
  'teacher-help': [5, 18, 46, 31],
  'listened-to': [9, 27, 43, 21],
  'classroom-air': [10, 29, 42, 19],
  'school-toilets': [47, 25, 15, 13],
  breakfast: [6, 10, 20, 64],
  'dinner-together': [2, 5, 18, 75],
  'sleep-falling-asleep': [37, 33, 18, 12],
  'sleep-tired': [39, 37, 16, 8],
  'class-kind': [4, 17, 45, 34],
  'recess-company': [2, 5, 17, 76],
  lonely: [58, 28, 9, 5],
  bullied: [79, 13, 5, 3],
  // Several may be chosen, so these do not add up to a hundred.
  'bullied-where': [34, 71, 22, 14, 19],
  'bullied-help': [31, 14, 26, 29],
  'bullied-others': [86, 11, 2, 1],
  'bullied-online': [88, 8, 3, 1],
  'screen-night': [44, 24, 17, 15],
  'talk-to-adult': [4, 11, 27, 58],
  'adults-worry': [61, 24, 9, 6],
  pain: [42, 37, 13, 8],
  worries: [39, 36, 16, 9],
  body: [5, 14, 41, 40],
  'life-ladder': [1, 1, 1, 2, 3, 6, 8, 16, 25, 20, 17],
  laughed: [2, 9, 25, 64],
  'absence-days': [34, 39, 19, 8],
  'absence-reason': [72, 14, 11, 9, 31],
  'hand-wash-days': [9, 21, 33, 37],
  'home-listened': [4, 12, 36, 48],
  'puberty-know': [19, 36, 28, 17],
  'sad-days': [55, 30, 10, 5],
  teeth: [5, 9, 21, 65],
  'baby-care-hours': [55, 8, 14, 18, 5],
  'baby-care-start-months': [8, 37, 55],
  'baby-sleep-hours': [3, 12, 41, 34, 10],
  'childcare-start-months': [25, 45, 22, 8],
  'child-asleep-clock': [14, 38, 31, 13, 4],
  'child-awake-clock': [10, 46, 36, 8],
  'screen-hours': [4, 28, 36, 22, 10],
  'bedtime-clock': [8, 22, 38, 24, 8],
  'wake-clock': [12, 52, 30, 6],
}

/**
 * Questions that came after the first version of a questionnaire whose figures are told of. They draw apart, so that what is
 * answered to all the others, and what is planted there, stays as it was.
 */
export const cameLater: Readonly<Record<string, readonly string[]>> = {
  mellemtrin: [
    'screen-hours',
    'absence-days',
    'absence-reason',
    'home-self-page',
    'home-listened',
    'teeth',
    'hand-wash-days',
    'sad-days',
    'puberty-know',
  ],
}

/** How much worse (below 0) or better girls answer than boys by theme, in standard deviations. */
export const girlsAgainstBoys: Readonly<Record<string, number>> = {
  school: 0.08,
  'learning-environment': 0.1,
  friends: -0.06,
  digital: 0.05,
  wellbeing: -0.16,
}
