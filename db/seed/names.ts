/** Names for invented patients. Any likeness to a living person is chance. */

export interface Names {
  readonly family: readonly [string, ...string[]]
  readonly female: readonly [string, ...string[]]
  readonly male: readonly [string, ...string[]]
  /** How often a bearer would rather be spoken to in Spanish. */
  readonly spanish: number
}

/** Names divided by blanks. */
const words = (text: string): readonly [string, ...string[]] =>
  text.trim().split(/\s+/) as [string, ...string[]] // no list is empty

export const names: readonly [Names, ...Names[]] = [
  {
    family: words(`
      Ashdown Birchall Calloway Dunmore Eddowes Farrant Garside Hollins Ibbotson
      Kearsley Lockhart Merriman Northcote Oldershaw Pemberley Quarles Rowntree
      Stavely Thackray Wetherell`),
    female: words('Abigail Beth Corinne Doreen Elspeth Faye Gwen Hattie Isobel Joan Lorna Maeve'),
    male: words('Alden Bram Clive Desmond Edgar Fergus Graham Hugh Ivor Jasper Leland Mortimer'),
    spanish: 0,
  },
  {
    family: words(`
      Acevedo Barrientos Cárdenas Delgadillo Echeverría Fonseca Galindo Huerta Ibáñez
      Jaramillo Lozoya Montemayor Nájera Ocampo Peñaloza Quiñones Resendiz Saldívar
      Tejeda Villaseñor`),
    female: words(`
      Alma Beatriz Consuelo Dolores Esperanza Fátima Graciela Inés Lourdes Marisol
      Nayeli Rocío`),
    male: words(`
      Aurelio Baltazar Cipriano Efraín Fermín Gilberto Horacio Isidro Leandro Nicanor
      Osvaldo Rogelio`),
    spanish: 0.55,
  },
  {
    family: words(`
      Abernathy Boykin Crutcher Dandridge Easley Fairley Gaither Hightower Ivey Jessup
      Kincade Lattimore Mayfield Nettles Overby Pettway Ruffin Sessoms Tolliver Yancey`),
    female: words(`
      Bernadine Charlene Delphine Ernestine Imani Jocelyn Keisha Lavinia Monique Nia
      Renita Tamika`),
    male: words(`
      Alonzo Booker Cedric Darnell Elroy Franklin Isaiah Jerome Lamont Odell Rodney
      Tyrell`),
    spanish: 0,
  },
  {
    family: words(`
      Adhikari Bui Chaudhuri Duong Eom Fukushima Ganguly Huynh Iwata Jayaram
      Kobayakawa Luong Mukherji Nakagome Oh Pillai Quach Rathore Sengupta Tsai`),
    female: words('Anjali Bich Chiyo Deepa Eun Fumiko Hanh Indira Jia Kavita Linh Mei'),
    male: words('Arjun Bao Chetan Duc Eiji Gopal Haruto Jae Kiran Minh Nikhil Rohan'),
    spanish: 0,
  },
  {
    family: words(`
      Abramczyk Bezruchko Cserny Dragomir Erdogdu Feinholz Gjonaj Haddadin Istvanffy
      Jurkovic Khatib Lindqvist Mazur Nasrallah Olafsen Petrosyan Qaderi Rosenbluth
      Shamoun Wojtas`),
    female: words('Amira Bożena Dagny Elif Farida Halina Ilse Katarina Layla Miriam Noor Zofia'),
    male: words('Anders Bogdan Dmitri Emre Farouk Gunnar Henryk Jakob Karim Levon Mirko Yusuf'),
    spanish: 0,
  },
]
