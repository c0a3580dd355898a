type ModelPerson = {
    readonly id: string;
    readonly login: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly sex: 'female' | 'male';
    readonly cpr: string;
    readonly bornOn: string;
    readonly isProtected: boolean;
    readonly email: string;
    readonly phone: string;
};
type ModelTie = {
    readonly person: ModelPerson;
    readonly relation: 'Mor' | 'Far' | 'Andet';
    readonly hasCustody: boolean;
};
type ModelPupil = {
    readonly person: ModelPerson;
    readonly ties: readonly ModelTie[];
};
type ModelClass = {
    readonly id: string;
    readonly name: string;
    readonly grade: number | null;
    readonly pupils: readonly ModelPupil[];
};
type ModelStaff = {
    readonly person: ModelPerson;
    readonly role: 'Lærer' | 'Leder';
    readonly classIds: readonly string[];
};
type ModelInstitution = {
    readonly number: string;
    readonly name: string;
    readonly isDaycare: boolean;
    readonly classes: readonly ModelClass[];
    readonly staff: readonly ModelStaff[];
};
export type WholeRoster = {
    readonly schoolYear: number;
    readonly institutions: readonly ModelInstitution[];
};
/** So many pupils, in schools of 480 and a daycare after every fourth; two grown-ups each, and siblings among them. */
export declare function wholeRoster(pupils: number, schoolYear?: number): WholeRoster;
/** STIL's full export for an authority, some text at a time: a large municipality's is two hundred megabytes. */
export declare function stilExport({ schoolYear, institutions }: WholeRoster): Generator<string>;
/** OneRoster 1.2's files by their names. Custody, relation and protection stand in extension columns. */
export declare function oneRosterExport({ schoolYear, institutions }: WholeRoster): Readonly<Record<string, string>>;
/** The same roster as lines of each kind of sheet: institutions, pupils, grown-ups and staff. */
export declare function sheetLines({ institutions, }: WholeRoster): Readonly<Record<'Institutioner' | 'Elever' | 'Forældre' | 'Ansatte', string[][]>>;
export declare function csv(separator: ',' | ';', lines: readonly (readonly string[])[]): string;
export {};
