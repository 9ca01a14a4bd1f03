"""How Qt draws the patterns that tell tints apart."""

from PySide6.QtCore import Qt

from ui.style.tokens import Pattern

BRUSHES = {
    Pattern.DOTS: Qt.BrushStyle.Dense6Pattern,
    Pattern.RISING: Qt.BrushStyle.BDiagPattern,
    Pattern.FALLING: Qt.BrushStyle.FDiagPattern,
    Pattern.LINES: Qt.BrushStyle.HorPattern,
    Pattern.BARS: Qt.BrushStyle.VerPattern,
    Pattern.CROSS: Qt.BrushStyle.CrossPattern,
    Pattern.DIAMONDS: Qt.BrushStyle.DiagCrossPattern,
    Pattern.DENSE: Qt.BrushStyle.Dense5Pattern,
}
