"""PDF, Word, mail and Markdown files, made by the tests themselves."""

from __future__ import annotations

import io
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from bot.documents import read_document
from bot.errors import DocumentError

PAGES = [
    [
        "Harbour Report 2023",
        "The harbour board decided on Monday that the old pier will be taken",
        "down before the summer, after engineers had found that its inter-",
        "national timber is rotten and that nobody can say how long it will",
        "carry people.",
        "The mayor said that the pier was part of the town, and that a new one",
        "will be built as soon as the money for it has been found by the",
        "Page 1 of 3",
    ],
    [
        "Harbour Report 2023",
        "council. The cost is put at 1,200 euros a metre.",
        "Fishermen fear for their moorings, their union said on Tuesday, and",
        "they want to be heard before the first stone is laid in the water.",
        "Page 2 of 3",
    ],
    [
        "Harbour Report 2023",
        "Work starts in May. It will take two years, the board said in a note",
        "that was sent to the neighbours of the port on the last day of March.",
        "Page 3 of 3",
    ],
]


def pdf(pages: list[list[str]]) -> bytes:
    """A plain PDF with a line of text for every string."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 50 750 Td {shown} ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 "
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> "
            f"/Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def test_a_pdf_without_its_running_heads(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(PAGES))
    document = read_document(str(path))
    assert "Harbour Report" not in document.text
    assert "Page " not in document.text
    assert "that its international timber is rotten" in document.text
    assert "has been found by the council. The cost is put at 1,200 euros" in document.text
    assert document.language == "en"
    assert document.text.split("\n\n")[0].endswith("carry people.")


def test_pdf_information_gives_title_and_day(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAGES))))
    writer.add_metadata({"/Title": "The old pier", "/CreationDate": "D:20230405101112+01'00'"})
    path = tmp_path / "report.pdf"
    writer.write(path)
    document = read_document(str(path))
    assert (document.title, document.published) == ("The old pier", "2023-04-05")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_with_a_password_says_so(tmp_path: Path, algorithm: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAGES))))
    writer.encrypt("secret", algorithm=algorithm)
    path = tmp_path / "report.pdf"
    writer.write(path)
    with pytest.raises(DocumentError, match="protected by a password"):
        read_document(str(path))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_pdf_says_so(tmp_path: Path, share: float) -> None:
    whole = pdf(PAGES)
    path = tmp_path / "report.pdf"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(DocumentError, match="cut off before its end"):
        read_document(str(path))


def test_a_scanned_pdf_says_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([[]]))
    with pytest.raises(DocumentError, match="text recognition"):
        read_document(str(path))


def test_a_word_file_with_table_and_properties(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Compte rendu", level=1)
    made.add_paragraph("Le conseil a voté le budget de 1 200 euros lundi soir, a dit la maire.")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Voirie"
    table.rows[0].cells[1].text = "300 euros"
    made.add_paragraph("La séance est levée à minuit.")
    path = tmp_path / "conseil.docx"
    made.save(str(path))
    assert read_document(str(path)).published is None
    made.core_properties.title = "Conseil du 3 avril"
    made.core_properties.created = datetime(2023, 4, 3, 21, 0)
    made.save(str(path))
    document = read_document(str(path))
    assert document.text.split("\n\n") == [
        "Compte rendu",
        "Le conseil a voté le budget de 1 200 euros lundi soir, a dit la maire.",
        "Voirie | 300 euros",
        "La séance est levée à minuit.",
    ]
    assert (document.title, document.published) == ("Conseil du 3 avril", "2023-04-03")


def mail(subtype: str, body: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Élodie Le Gall <elodie@port.example>"
    message["Subject"] = "La grève est finie"
    message["Date"] = "Mon, 13 Feb 2023 10:12:00 +0100"
    message.set_content(body, subtype=subtype, charset="utf-8")
    return message.as_bytes()


def test_a_mail(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    body = "Bonjour,\n\nla grève est finie depuis lundi, le port rouvre.\n\n-- \nÉlodie\n+33 1 23"
    path.write_bytes(mail("plain", body))
    document = read_document(str(path))
    assert document.text == "Bonjour,\n\nla grève est finie depuis lundi, le port rouvre."
    assert document.title == "La grève est finie"
    assert document.outlet == "Élodie Le Gall"
    assert document.published == "2023-02-13T10:12:00+01:00"


def test_a_mail_in_html_only(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(mail("html", "<p>La grève est <b>finie</b> depuis lundi.</p>"))
    assert read_document(str(path)).text == "La grève est finie depuis lundi."


def test_markdown_as_its_reader_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(
        "# Le **port** rouvre\n\nLa [mairie](https://a.example) a dit *lundi*\nque `tout` va bien."
        "\n\n![Le pont](a.png)\n\n- Premier point.\n- Second point\n  sur deux lignes.\n\n"
        "> « Une citation. »\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n"
        "Le fichier mon_beau_port.txt et 2 * 3 * 4 restent.\n\n"
        "Source : [Ouest-Matin](https://ouest-matin.example/2023/02/14/port)\n",
        "utf-8",
    )
    document = read_document(str(path))
    assert document.text.split("\n\n") == [
        "Le port rouvre",
        "La mairie a dit lundi que tout va bien.",
        "Premier point.",
        "Second point sur deux lignes.",
        "« Une citation. »",
        "| a | b |",
        "| 1 | 2 |",
        "Le fichier mon_beau_port.txt et 2 * 3 * 4 restent.",
    ]
    assert document.outlet == "ouest-matin.example"
    assert document.published == "2023-02-14"
