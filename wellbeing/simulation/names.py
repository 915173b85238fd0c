"""Names for people who do not exist, as mixed as the workforce of a British care organisation."""

from collections.abc import Iterator
from itertools import count
from random import Random

_FIRST_NAMES = """
    Abigail Adam Adaeze Aisha Alan Alice Amara Amy Andrew Aneta Anjali Ann Anthony Ayesha
    Babajide Bethan Blessing Bronwen Callum Carol Catherine Charlotte Chidi Chloe Christine
    Claire Craig Daniel David Dawn Deborah Denise Dilys Dorota Eleri Elizabeth Emeka Emily
    Emma Esther Ewan Farah Fatima Fiona Folake Francesca Gareth Gemma George Grace Graham
    Hannah Harpreet Hassan Heather Helen Iain Ibrahim Imogen Ingrid Isla Jacqueline James
    Janet Jasmine Joanne Joseph Joy Julie Karen Katarzyna Keith Khadija Kirsty Kwame Laura
    Leanne Lewis Lin Linda Lorraine Lucy Magdalena Mandeep Margaret Maria Marcus Mark Mary
    Maureen Mei Michelle Mohammed Morag Nadia Naomi Natalie Neha Neil Nia Nicola Ngozi Olivia
    Olumide Owen Patricia Paul Pauline Peter Philippa Priya Rachel Rajesh Rebecca Rhiannon
    Richard Robert Rosa Ruth Sadia Samuel Sandra Sarah Sean Shanice Sharon Simon Sofia Stephen
    Susan Tamsin Tariq Temitope Teresa Thomas Tracey Valerie Victoria Wendy Winston Yasmin
    Yusuf Zainab Zofia
"""

_SURNAMES = """
    Adams Adeyemi Ahmed Akhtar Ali Allen Anderson Appiah Atkinson Bailey Baker Banerjee
    Barnes Begum Bell Bennett Bevan Brown Bryant Burns Butler Campbell Carter Chapman
    Chaudhry Chen Clark Clarke Coleman Collins Cooper Cox Crawford Davies Dhillon Dixon
    Doherty Douglas Edwards Ellis Evans Farrell Ferguson Fernandes Fisher Fletcher Foster
    Fraser Gallagher George Gibson Gill Gordon Graham Grant Gray Green Griffiths Hall
    Hamilton Harris Harrison Hart Harvey Henderson Hill Holmes Hughes Hunt Hussain Ibrahim
    Iqbal Jackson James Jenkins Johnson Johnston Jones Kapoor Kaur Kelly Kennedy Khan
    Kowalska King Knight Kumar Lambert Lawson Lee Lewis Lloyd Macdonald Mahmood Marshall
    Martin Mason Matthews Mbeki McCarthy McKenzie Mensah Miah Miller Mills Mitchell Moore
    Morgan Morris Murphy Murray Mwangi Nguyen Nowak Nwosu Okafor Okonkwo Oliver Osei Owen
    Palmer Parker Parry Patel Pearson Perera Phillips Powell Price Pugh Quinn Rahman Rees
    Reid Reynolds Richards Roberts Robertson Robinson Rogers Ross Ryan Saunders Scott
    Shah Sharma Shaw Silva Simpson Singh Smith Stewart Stone Sullivan Taylor Thomas
    Thompson Thomson Turner Walker Walsh Ward Watson Webb White Wilkinson Williams
    Williamson Wilson Wood Wright Young Zaman
"""


def endless_names(seed: int) -> Iterator[str]:
    """Draw names without repeating one; a number of thousands of people gets middle initials."""
    pairs = [f"{first} {last}" for first in _FIRST_NAMES.split() for last in _SURNAMES.split()]
    Random(f"{seed}:names").shuffle(pairs)
    yield from pairs
    for round_number in count():
        initial = chr(ord("A") + round_number % 26) * (1 + round_number // 26)
        for pair in pairs:
            first, last = pair.split(" ")
            yield f"{first} {initial}. {last}"
