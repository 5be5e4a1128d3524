import time

import pytest

from bot.names import NameVariants, blocking_keys, same_name

SAME = """
Zelenskiy/Zelensky
Zelenskyy/Zelensky
Zelenskiy/Selenskyj
Volodymyr Zelenskiy/Wolodymyr Selenskyj
Bakhmut/Bakhmout
Bahkmut/Bakhmut
Bahkmut/Bakhmout
Bachmut/Bakhmout
Bajmut/Bakhmut
Bajmut/Bakhmout
Bajmut/Bachmut
Ajmátova/Akhmatova
Ajmetov/Akhmetov
Louhansk/Luhansk
Lougansk/Luhansk
Lugansk/Louhansk
Prigozhin/Prigojine
Prigoschin/Prigojine
Yevgeny/Evguéni
Jewgeni/Evguéni
Yevgeny Prigozhin/Evguéni Prigojine
Donbas/Donbass
Mohammed/Muhammad
Mohamed/Muhammad
Mohammed/Mohamed
Gaddafi/Kadhafi
Qaddafi/Gaddafi
Kadhafi/Qaddafi
Tchaikovsky/Tchaïkovski
Tchaïkovski/Chaykovskiy
Tschaikowski/Tchaikovsky
Khrouchtchev/Khrushchev
Khrushchev/Chruschtschow
Khrouchtchev/Chruschtschow
Kiev/Kyiv
Kyiv/Kyïv
Marioupol/Mariupol
Odessa/Odesa
Kherson/Cherson
Kharkiv/Charkiw
Xi Jinping/Hsi Chin-p'ing
Xi Jinping/Xi Jin-ping
Mao Zedong/Mao Tsé-toung
al-Assad/Assad
Bachar al-Assad/Bashar Assad
Chostakovitch/Shostakovich
Schostakowitsch/Shostakovich
Netanyahou/Netanyahu
Netanjahu/Netanyahou
Erdogan/Erdoğan
Poutine/Putin
Vladimir Poutine/Wladimir Putin
V. Poutine/Vladimir Poutine
Lénine/Lenin
Staline/Stalin
Tolstoï/Tolstoy
Dostoïevski/Dostoyevsky
Dostojewski/Dostoevsky
Soljenitsyne/Solzhenitsyn
Rachmaninov/Rachmaninoff
Rakhmaninov/Rachmaninow
Gorbatchev/Gorbachev
Gorbatschow/Gorbachev
Eltsine/Yeltsin
Jelzin/Yeltsin
Loukachenko/Lukashenko
Lukaschenko/Loukachenko
Choïgou/Shoigu
Guerassimov/Gerasimov
Lavrov/Lawrow
Medvedev/Medwedew
Navalny/Nawalny
Timochenko/Tymoshenko
Ianoukovitch/Yanukovych
Iouchtchenko/Yushchenko
Reznikov/Resnikow
Hezbollah/Hizbullah
Daech/Daesh
al-Qaïda/Al-Qaeda
Hussein/Houssein
Hussein/Husayn
Khashoggi/Khachoggi
Moubarak/Mubarak
Yasser Arafat/Jasser Arafat
Oussama ben Laden/Osama bin Laden
Ahmed/Ahmad
Ouzbékistan/Uzbekistan
Azerbaïdjan/Azerbaijan
Zaporizhzhia/Zaporijjia
Zaporizhzhia/Zaporijia
Jytomyr/Zhytomyr
Kremlin/Kermlin
Haidai/Gaïdaï
Kim Jong-un/Kim Jong Un
Jean-Noël Barrot/Jean Noel Barrot
José Bové/Jose Bove
Milošević/Milosevic
Beyoncé/Beyonce
Élysée/Elysee
Joe R. Biden/Joe Biden
São Paulo/Sao Paulo
Deng Xiaoping/Teng Hsiao-p'ing
Serhiy/Serhii
Kostyantynivka/Kostiantynivka
Sloviansk/Slovyansk
Irak/Iraq
OTAN/Otan
"""

DIFFERENT = """
Iran/Irak
Oman/Omar
Mali/Malte
Mali/Male
Niger/Nigeria
Austria/Australia
Suède/Suisse
Slovaquie/Slovénie
Luhansk/Lutsk
Martin/Marin
Martine/Martin
Marine/Marin
Justine/Justin
Ukraine/Ukrainien
Russie/Russe
Serbie/Serbe
Syrie/Syrien
Kherson/Kharkiv
Marie/Mario
Marie/Maria Theresa
Dublin/Lublin
Berlin/Merlin
Bonn/Born
Macron/Marcon
Biden/Bidon
Biden/Baden
Austin/Houston
Paris/Peres
Lima/Lomé
Gaza/Giza
Benin/Bonin
Bali/Bale
Malta/Melito
Congo/Conga
Sudan/Sedan
Hamas/Homs
Jordan/Jourdain
Mossoul/Moscou
Latvia/Libya
Lettonie/Lituanie
Estonie/Écosse
Zambie/Gambie
Guinée/Guyane
Liberia/Libye
Mauritanie/Maurice
Kirghizistan/Kazakhstan
Turkménistan/Tadjikistan
India/Indiana
Iowa/Ohio
Hollande/Holland
Christian/Christina
Daniel/Daniela
Robert/Roberta
Jean/Jeanne
Louis/Louise
Simon/Simone
Clinton/Clifton
Wagner/Wegner
Merkel/Markel
Müller/Miller
Keller/Köhler
Harry/Garry
Helena/Elena
Anna/Hanna
Khan/Kahn
OTAN/ONU
UE/USA
ONU/ONG
G7/G20
Su-27/Su-34
T-72/T-90
Kramatorsk/Donetsk
Vilnius/Venise
Minsk/Mińsk Mazowiecki
Poutine/Pouchkine
Medvedev/Medvedtchouk
Zelensky/Zaloujny
Bakhmout/Vouhledar
Nord-Kivu/Sud-Kivu
Corée du Nord/Corée du Sud
George Bush/Jeb Bush
Bill Clinton/Hillary Clinton
Zelensky/Volodymyr Zelensky
Xi/Xi Jinping
Kim Jong-un/Kim Jong-il
Londres/London
Salvador/Salvatore
Vienne/Vietnam
Peru/Pérouse
Lyon/Laon
Cameron/Cameroun
Chen/Shen
Sara/Cara
Varron/Farron
Toulon/Toulouse
Lille/Lola
Brest/Breste Nouvelle
Bajmut/Beirut
Majda/Magda
Ajman/Akman
Sejm/Sem
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [
        (first, second)
        for first, _, second in (line.partition("/") for line in table.split("\n"))
        if first
    ]


@pytest.mark.parametrize(("first", "second"), pairs(SAME))
def test_spellings_of_one_name(first: str, second: str) -> None:
    assert same_name(first, second)
    assert same_name(second, first)


@pytest.mark.parametrize(("first", "second"), pairs(SAME))
def test_spellings_of_one_name_share_a_block(first: str, second: str) -> None:
    assert blocking_keys(first) & blocking_keys(second)


@pytest.mark.parametrize(("first", "second"), pairs(DIFFERENT))
def test_different_names(first: str, second: str) -> None:
    assert not same_name(first, second)
    assert not same_name(second, first)


def test_words_of_other_scripts_are_the_same_only_when_equal() -> None:
    assert same_name("北京", "北京")
    assert not same_name("北京", "上海")
    assert not same_name("", "Paris")


def test_variants_are_the_spellings_in_the_corpus_and_the_name_itself() -> None:
    variants = NameVariants.of(["Zelensky", "Zelenskyy", "Zaloujny", "Bakhmout"])
    assert variants.variants("Zelenskiy") == {"Zelenskiy", "Zelensky", "Zelenskyy"}
    assert variants.variants("Bakhmut") == {"Bakhmut", "Bakhmout"}
    assert variants.variants("Paris") == {"Paris"}


def test_a_surname_finds_the_full_names_and_a_full_name_its_surname() -> None:
    variants = NameVariants.of(
        ["Zelensky", "Volodymyr Zelenskiy", "Volodymyr Zelenskyy", "Xi Jinping", "Xi", "Olena"]
    )
    full = {"Volodymyr Zelenskiy", "Volodymyr Zelenskyy"}
    assert variants.full_forms("Selenskyj") == full
    assert variants.short_forms("Volodymyr Selenskyj") == {"Zelensky"}
    assert variants.related("Zelenski") == full | {"Zelenski", "Zelensky"}
    assert variants.full_forms("Xi") == {"Xi Jinping"}
    assert variants.short_forms("Xi Jinping") == {"Xi"}
    assert variants.full_forms("Volodymyr Zelenskiy") == frozenset()


def test_fifty_thousand_names_are_indexed_and_asked_quickly() -> None:
    syllables = ["ba", "ko", "len", "sky", "mir", "tro", "va", "du", "rin", "schu", "jo", "pel"]
    count = len(syllables)
    names = [
        "".join(syllables[(number // count**place) % count] for place in range(5)).capitalize()
        for number in range(50_000)
    ]
    started = time.process_time()
    variants = NameVariants.of(names)
    assert time.process_time() - started < 20
    started = time.process_time()
    for name in names[:20]:
        assert name in variants.variants(name)
    assert (time.process_time() - started) / 20 < 0.5
