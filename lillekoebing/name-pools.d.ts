/**
 * Names to draw from. Given names and surnames are common ones, put together by chance: nobody is meant,
 * and whoever bears such a name is not described.
 */
export declare const girlNames: readonly string[];
export declare const boyNames: readonly string[];
export declare const womanNames: readonly string[];
export declare const manNames: readonly string[];
export declare const surnames: readonly string[];
